import type { JSX } from 'preact'
import { AsWritten, EmptyState, Text, useLocale } from '../../../../design/index.ts'
import { openDataMessages } from '../pages/messages.ts'
import { nameOf, sayShape } from '../pages/rows-section.tsx'
import type { PlacedRow } from '../query/row-query.ts'
import { type Hazard, hazardsOf, type MapLayer } from './map-layers.ts'
import { LayerKey } from './map-picture.tsx'
import { type MapSettings, walkingTo } from './map-settings.ts'
import type { MapMessages } from './messages.ts'

export interface ListedLayer {
  readonly layer: MapLayer
  /** With the distance where one is looked from. */
  readonly rows: readonly { readonly row: PlacedRow; readonly metres?: number }[]
  /** There are more than are listed. */
  readonly more: boolean
}

export interface MapListProps {
  readonly m: MapMessages
  readonly settings: MapSettings
  readonly lists: readonly ListedLayer[]
  readonly hazard: Hazard | undefined
}

/** All that the map shows, as words: each layer with its places. */
export function MapList({ m, settings, lists, hazard }: MapListProps): JSX.Element {
  return (
    <div class="sections">
      {lists.map(({ layer, rows, more }) => (
        <section class="flow">
          <h3>
            <LayerKey layer={layer} /> <Text words={layer.dataset.definition.title} />
          </h3>
          {rows.length === 0 ? (
            <EmptyState title={hazard === undefined ? m.nothing : m.nothingFor(hazard.label)} />
          ) : (
            <ul class="rows">
              {rows.map(({ row, metres }) => (
                <Place m={m} settings={settings} layer={layer} row={row} metres={metres} />
              ))}
            </ul>
          )}
          {more && (
            <p>
              <span class="print-only">
                <Text words={m.printMore} />
              </span>
              <a class="screen-only" href={`/dataset/${layer.dataset.slug}#rows`}>
                <Text words={m.all} />
              </a>
            </p>
          )}
        </section>
      ))}
    </div>
  )
}

interface PlaceProps {
  readonly m: MapMessages
  readonly settings: MapSettings
  readonly layer: MapLayer
  readonly row: PlacedRow
  readonly metres: number | undefined
}

function Place({ m, settings, layer: { dataset }, row, metres }: PlaceProps): JSX.Element {
  const { definition, slug } = dataset
  const address = row.cells.address ?? ''
  const hazards = hazardsOf(dataset).filter(({ id }) => row.cells[id] === '1')
  const name = nameOf(definition, row)
  const locale = useLocale()
  // Nobody walks to the middle of an area: of lines and areas it is told how large they are.
  const shape = definition.geometry?.shape
  return (
    <li class="map-place">
      <b>
        <a href={`/dataset/${slug}/row/${encodeURIComponent(row.rowKey)}`}>
          <AsWritten text={name} />
        </a>
      </b>
      {metres !== undefined && (
        <span class="nowrap">
          <Text words={metres === 0 && shape !== undefined ? m.inside : m.away(sayMetres(metres))} />
        </span>
      )}
      {address !== '' && <AsWritten text={address} />}
      {hazards.length > 0 && (
        <span>
          <Text words={m.usableFor} />
          <AsWritten text={hazards.map(({ label }) => label).join('・')} />
        </span>
      )}
      {shape !== undefined ? (
        <Text words={sayShape(openDataMessages[locale], row.cells[shape] ?? '')} />
      ) : (
        <a class="screen-only" href={walkingTo(settings, row.lat, row.lon)} rel="external noopener noreferrer nofollow">
          <Text words={m.walking(settings.walking.name)} />
          <span class="aloud">：{name}</span>
        </a>
      )}
    </li>
  )
}

/** 350 m · 1.2 km: a distance as the crow flies is no better known. */
export function sayMetres(metres: number): string {
  return metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`
}
