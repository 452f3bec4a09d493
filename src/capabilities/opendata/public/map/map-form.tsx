import type { JSX } from 'preact'
import { Button, Option, Text } from '../../../../design/index.ts'
import type { BaseMap } from './base-map.ts'
import { allHazards, type MapLayer } from './map-layers.ts'
import { Mark } from './map-picture.tsx'
import { markOf } from './marks.ts'
import type { MapMessages } from './messages.ts'
import type { MapAsk } from './read-map-ask.ts'

export interface MapFormProps {
  readonly m: MapMessages
  readonly all: readonly MapLayer[]
  readonly ask: MapAsk
  readonly base: BaseMap
}

/** What is shown and where one looks from: a form whose answer has an address. */
export function MapForm({ m, all, ask, base }: MapFormProps): JSX.Element {
  const hazards = allHazards(all)
  return (
    <form id="map-form" class="stack screen-only" method="get" action="/map">
      <fieldset>
        <legend>
          <Text words={m.layers} />
        </legend>
        <div class="choices map-layers">
          {all.map(({ dataset, mark }) => (
            <label class="choice" for={`layer-${dataset.id}`}>
              <input
                type="checkbox"
                id={`layer-${dataset.id}`}
                name="layer"
                value={dataset.id}
                checked={ask.layers.some((layer) => layer.dataset.id === dataset.id)}
              />
              <span>
                <Mark style={markOf(mark)} /> <Text words={dataset.definition.title} />
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="parts">
        {hazards.length > 0 && (
          <label class="part part-20">
            <span>
              <Text words={m.hazard} />
            </span>
            <select class="input" name="hazard">
              <Option words={m.everyHazard} value="" selected={ask.hazard === undefined} />
              {hazards.map(({ id, label }) => (
                <Option words={label} value={id} selected={ask.hazard?.id === id} />
              ))}
            </select>
          </label>
        )}
        {base.towns.length > 0 && (
          <label class="part part-20">
            <span>
              <Text words={m.town} />
            </span>
            <select class="input" name="town">
              <Option words={m.wholeCity} value="" selected={ask.town === undefined} />
              {base.towns.map(({ name }) => (
                <Option words={name} value={name} selected={ask.town?.name === name} />
              ))}
            </select>
          </label>
        )}
        <Button label={m.show} />
      </div>
    </form>
  )
}
