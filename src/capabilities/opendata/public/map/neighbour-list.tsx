import type { JSX } from 'preact'
import { AsWritten, EmptyState, Text, useLocale } from '../../../../design/index.ts'
import { sayDayOf } from '../pages/say.ts'
import type { Hazard } from './map-layers.ts'
import { sayMetres } from './map-list.tsx'
import { Mark } from './map-picture.tsx'
import { type MapSettings, walkingTo } from './map-settings.ts'
import { neighbourMark } from './marks.ts'
import type { MapMessages } from './messages.ts'
import type { NeighbourLayer, NeighbourPlace } from './neighbour-places.ts'

/** Places in the list. */
const most = 20

export interface NeighbourListProps {
  readonly m: MapMessages
  readonly settings: MapSettings
  readonly layer: NeighbourLayer
  readonly hazard: Hazard | undefined
}

/** The neighbours' evacuation sites as words: each with whose it is, and from whom and when it was read. */
export function NeighbourList({ m, settings, layer, hazard }: NeighbourListProps): JSX.Element {
  const locale = useLocale()
  const { own, bodies, places } = layer
  return (
    <section class="flow">
      <h3>
        <Mark style={neighbourMark} /> <Text words={m.neighbours} />
      </h3>
      <p>
        <Text words={m.neighboursLead} />
      </p>
      {places.length === 0 ? (
        <EmptyState title={hazard === undefined ? m.nothing : m.nothingFor(hazard.label)} />
      ) : (
        <ul class="rows">
          {places.slice(0, most).map((place) => (
            <Place m={m} settings={settings} place={place} />
          ))}
        </ul>
      )}
      <p class="fine">
        {bodies.map(({ name, licence, fetchedAt }) => (
          <>
            <Text words={m.readFrom(name, licence, sayDayOf(fetchedAt, locale))} />{' '}
          </>
        ))}
        <a href={`/dataset/${own.dataset.slug}/neighbours`}>
          <Text words={m.all} />
        </a>
      </p>
    </section>
  )
}

function Place({
  m,
  settings,
  place,
}: Pick<NeighbourListProps, 'm' | 'settings'> & { readonly place: NeighbourPlace }): JSX.Element {
  const { name, body, page, address, metres, hazards, at } = place
  return (
    <li class="map-place">
      <b>
        <AsWritten text={name} />
      </b>
      <a href={page} rel="external noopener noreferrer">
        <AsWritten text={body} />
      </a>
      {metres !== undefined && (
        <span class="nowrap">
          <Text words={m.away(sayMetres(metres))} />
        </span>
      )}
      {address !== '' && <AsWritten text={address} />}
      {hazards.length > 0 && (
        <span>
          <Text words={m.usableFor} />
          <AsWritten text={hazards.join('・')} />
        </span>
      )}
      <a class="screen-only" href={walkingTo(settings, at[1], at[0])} rel="external noopener noreferrer nofollow">
        <Text words={m.walking(settings.walking.name)} />
        <span class="aloud">：{name}</span>
      </a>
    </li>
  )
}
