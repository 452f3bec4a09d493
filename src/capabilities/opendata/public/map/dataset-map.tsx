import type { Context } from 'hono'
import type { JSX } from 'preact'
import { plain, residentFrame, Text } from '../../../../design/index.ts'
import type { WebEnv } from '../../../../platform/http/index.ts'
import { openCatalogueOf, type PublicDataset } from '../catalogue.ts'
import type { Asked } from '../query/read-rows.ts'
import type { OpenSite } from '../visit.ts'
import { mapConfigOf } from './config-of.ts'
import { hasShapes, layersOf } from './map-layers.ts'
import { allowMap } from './map-policy.ts'
import { groundOf } from './map-routes.tsx'
import { mapMessages } from './messages.ts'
import { OpenMap } from './open-map.tsx'
import { frameAround } from './picture-frame.ts'
import { pictureLayerOf } from './picture-layer.ts'
import { mostDrawn } from './read-places.ts'

/** The map on the page of a dataset: the rows that its table shows, all pages of them. Undefined: its rows are not places. `narrowed`: not all. */
export async function mapOfDataset(
  c: Context<WebEnv>,
  site: OpenSite,
  dataset: PublicDataset,
  { asked, narrowed }: { readonly asked: Promise<Asked>; readonly narrowed: boolean },
): Promise<JSX.Element | undefined> {
  const { bounds } = dataset.version
  if (bounds === undefined) return undefined
  const locale = c.get('locale')
  const m = mapMessages[locale]
  const most = mostDrawn(dataset.definition)
  const cells = hasShapes(dataset)
  const [{ settings, base }, found, all] = await Promise.all([
    groundOf(c, site),
    asked.then((each) => each.placed({ bounds, limit: most + 1, cells })),
    openCatalogueOf(site.services).list(c.get('city').id),
  ])
  const partly = found.length > most
  const shown = found.slice(0, most)
  // Its mark is the one that it has on the map of the city.
  const mark = layersOf(all).find((layer) => layer.dataset.id === dataset.id)?.mark ?? 0
  const frame = frameAround(bounds)
  const title = plain(dataset.definition.title, locale)
  allowMap(c, settings)
  return (
    <section id="map" class="flow">
      <h2>
        <Text words={m.datasetMap} />
      </h2>
      <OpenMap
        m={m}
        assets={residentFrame(c).assets}
        picture={{
          base,
          frame,
          layers: [pictureLayerOf({ dataset, mark }, shown, frame)],
          label: plain(m.pictureLabel([m.counted(title, shown.length)]), locale),
        }}
        config={mapConfigOf({
          tiles: `/tiles/${dataset.id}.json`,
          bounds,
          layers: [
            { dataset, mark, shown: true, ...(narrowed && !partly ? { keys: shown.map(({ rowKey }) => rowKey) } : {}) },
          ],
          settings,
          locale,
        })}
        background={settings.background}
        attribution={[...base.attribution, dataset.about.source]}
      />
      {partly && (
        <p class="hint">
          <Text words={narrowed ? m.partlyNarrowed : m.partly} />
        </p>
      )}
      <p>
        <a href={`/map?layer=${dataset.id}`}>
          <Text words={m.withOthers} />
        </a>
      </p>
    </section>
  )
}
