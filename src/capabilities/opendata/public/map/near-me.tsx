import type { JSX } from 'preact'
import { Button, plain, Text, useLocale } from '../../../../design/index.ts'
import { pickText } from '../../../../platform/i18n/local-text.ts'
import { hasShapes, hazardsOf } from './map-layers.ts'
import type { MapSettings } from './map-settings.ts'
import type { MapMessages } from './messages.ts'
import type { MapAsk } from './read-map-ask.ts'

/** The button that asks the device for its place. What is near is worked out in the browser: the place itself is sent to nobody. */
export function NearMe({
  m,
  ask,
  settings,
}: {
  readonly m: MapMessages
  readonly ask: MapAsk
  readonly settings: MapSettings
}): JSX.Element {
  const locale = useLocale()
  const sources = ask.layers.map(({ dataset: { id, slug, definition }, dataset }) => ({
    title: plain(pickText(definition.title, locale).text, locale),
    items: `/ogc/collections/${id}/items`,
    rows: `/dataset/${slug}/row/`,
    label: definition.label ?? '',
    ...(hasShapes(dataset) ? { shapes: true } : {}),
    ...(ask.hazard !== undefined && hazardsOf(dataset).some((hazard) => hazard.id === ask.hazard?.id)
      ? { filter: `${ask.hazard.id}=1` }
      : {}),
  }))
  const words = {
    asking: plain(m.asking, locale),
    refused: plain(m.refused, locale),
    unknown: plain(m.unknownPlace, locale),
    nothing: plain(m.nothingNear, locale),
    failed: plain(m.failed, locale),
    found: plain(m.foundNear('{count}'), locale),
    away: plain(m.away('{distance}'), locale),
    inside: plain(m.inside, locale),
    walking: plain(m.walking(settings.walking.name), locale),
  }
  return (
    <near-me
      class="stack screen-only"
      data-sources={JSON.stringify(sources)}
      data-words={JSON.stringify(words)}
      data-walking={settings.walking.url}
    >
      <div class="stack" data-ask hidden>
        <p>
          <Button label={m.nearMe} kind="line" />
        </p>
        <p class="hint">
          <Text words={m.nearMeNote} />
        </p>
      </div>
      <p role="status" data-status />
      <ol class="rows" data-list hidden />
    </near-me>
  )
}
