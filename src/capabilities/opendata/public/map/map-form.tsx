import type { JSX } from 'preact'
import { Button, Option, Text, type Words } from '../../../../design/index.ts'
import type { BaseMap } from './base-map.ts'
import { allHazards, type MapLayer } from './map-layers.ts'
import { LayerKey, Mark } from './map-picture.tsx'
import { neighbourMark } from './marks.ts'
import type { MapMessages } from './messages.ts'
import { type MapAsk, neighbourLayerId } from './read-map-ask.ts'

export interface MapFormProps {
  readonly m: MapMessages
  readonly all: readonly MapLayer[]
  readonly ask: MapAsk
  readonly base: BaseMap
  /** The neighbours' evacuation sites were read and can be shown. */
  readonly neighbours: boolean
}

/** What is shown and where one looks from: a form whose answer has an address. */
export function MapForm({ m, all, ask, base, neighbours }: MapFormProps): JSX.Element {
  const hazards = allHazards(all)
  return (
    <form id="map-form" class="stack screen-only" method="get" action="/map">
      <fieldset>
        <legend>
          <Text words={m.layers} />
        </legend>
        <div class="choices map-layers">
          {all.map((layer) => (
            <LayerChoice
              id={layer.dataset.id}
              checked={ask.layers.includes(layer)}
              sign={<LayerKey layer={layer} />}
              title={layer.dataset.definition.title}
            />
          ))}
          {neighbours && (
            <LayerChoice
              id={neighbourLayerId}
              checked={ask.neighbours}
              sign={<Mark style={neighbourMark} />}
              title={m.neighbours}
            />
          )}
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

function LayerChoice(props: {
  readonly id: string
  readonly checked: boolean
  readonly sign: JSX.Element
  readonly title: Words
}): JSX.Element {
  const { id, checked, sign, title } = props
  return (
    <label class="choice" for={`layer-${id}`}>
      <input type="checkbox" id={`layer-${id}`} name="layer" value={id} checked={checked} />
      <span class="map-choice">
        {sign}
        <span>
          <Text words={title} />
        </span>
      </span>
    </label>
  )
}
