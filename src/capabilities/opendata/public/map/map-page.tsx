import type { JSX } from 'preact'
import { plain, ResidentPage, Text } from '../../../../design/index.ts'
import type { Frame } from '../pages/catalogue-page.tsx'
import type { BaseMap } from './base-map.ts'
import { MapForm } from './map-form.tsx'
import type { MapLayer } from './map-layers.ts'
import { type ListedLayer, MapList } from './map-list.tsx'
import type { MapSettings } from './map-settings.ts'
import type { MapMessages } from './messages.ts'
import { NearMe } from './near-me.tsx'
import { NeighbourList } from './neighbour-list.tsx'
import type { NeighbourLayer } from './neighbour-places.ts'
import { OpenMap, type OpenMapProps } from './open-map.tsx'
import type { MapAsk } from './read-map-ask.ts'

export interface MapPageProps extends Omit<OpenMapProps, 'assets' | 'm'> {
  readonly frame: Frame
  readonly m: MapMessages
  readonly all: readonly MapLayer[]
  readonly ask: MapAsk
  readonly base: BaseMap
  readonly settings: MapSettings
  readonly lists: readonly ListedLayer[]
  /** A layer has more places than are drawn. */
  readonly partly: boolean
  /** The neighbours' evacuation sites, when any were read. */
  readonly neighbours?: NeighbourLayer
  /** Made up for a demonstration. */
  readonly fictional: boolean
}

/** The map of the city: choose layers, a kind of disaster, a town; the picture, and all of it again as a list. */
export function MapPage(props: MapPageProps): JSX.Element {
  const { frame, m, all, ask, base, settings, lists, partly, fictional, neighbours, ...map } = props
  const where = ask.town === undefined ? m.wholeCity : ask.town.name
  return (
    <ResidentPage {...frame} title={m.title} back={{ href: '/opendata', label: m.back }}>
      <div class="flow">
        <div class="read flow">
          <h1>
            <Text words={m.title} />
          </h1>
          <p class="lead">
            <Text words={m.lead} />
          </p>
          {fictional && (
            <p class="hint">
              <Text words={m.fictional} />
            </p>
          )}
        </div>
        {all.length === 0 ? (
          <p>
            <Text words={m.noLayers} />
          </p>
        ) : (
          <div class="map-columns">
            <div class="flow">
              <MapForm m={m} all={all} ask={ask} base={base} neighbours={neighbours !== undefined} />
              {ask.layers.length > 0 && <NearMe m={m} ask={ask} settings={settings} />}
            </div>
            <div class="flow">
              <section class="flow" aria-label={plain(m.mapTitle, frame.locale)}>
                <OpenMap {...map} m={m} assets={frame.assets} />
                {partly && (
                  <p class="hint">
                    <Text words={m.partly} />
                  </p>
                )}
              </section>
              <section class="flow" id="list">
                <h2>
                  <Text words={ask.town === undefined ? m.listTitle : m.nearTown(plain(where, frame.locale))} />
                </h2>
                {ask.hazard !== undefined && (
                  <p>
                    <Text words={m.onlyFor(ask.hazard.label)} />
                  </p>
                )}
                <MapList m={m} settings={settings} lists={lists} hazard={ask.hazard} />
                {ask.neighbours && neighbours !== undefined && (
                  <NeighbourList m={m} settings={settings} layer={neighbours} hazard={ask.hazard} />
                )}
              </section>
            </div>
          </div>
        )}
      </div>
    </ResidentPage>
  )
}
