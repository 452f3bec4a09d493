import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain } from '../../words/words.ts'
import { Button } from '../button/button.tsx'
import { type FieldProps, FieldSet, fieldAria } from '../field/field.tsx'
import { PartSelect, partIds } from '../field/part.tsx'
import { type Frame, frameOf, outline, type Rings, toPicture } from '../map-point/map-frame.ts'
import type { Town } from '../map-point/map-point.tsx'

export type ShapeKind = 'point' | 'line' | 'area'
export type MapShapePart = 'kind' | 'points' | 'town'

export interface MapShapeProps extends FieldProps {
  readonly value?: { readonly [part in MapShapePart]?: string }
  readonly wrong?: readonly MapShapePart[]
  /** What may be drawn here. */
  readonly shapes: readonly ShapeKind[]
  readonly towns: readonly Town[]
  /** Rings of the city's boundary as [lng, lat] pairs; without any there is a list of places and no picture. */
  readonly boundary: Rings
  /** What is there already: drawn by the server, and the script begins close to it. */
  readonly drawn?: { readonly kind: ShapeKind; readonly places: Rings[number] }
}

/**
 * A place as point, line or area. Without script: a list of latitude and longitude, one place a line, to which a button
 * adds the middle of a town. With script the map is drawn on by pointer or keys and writes the same list.
 * Sent as `<name>.kind`, `.points`, `.town`; length and area are worked out by the server.
 */
export function MapShape({ value = {}, wrong, shapes, towns, boundary, drawn, ...field }: MapShapeProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const say = (words: string): string => plain(words, locale)
  const [only] = shapes
  const asksKind = shapes.length > 1
  const at = partIds<MapShapePart>(field, asksKind ? ['kind', 'points', 'town'] : ['points', 'town'], wrong)
  const points = at.points ?? { id: field.id, wrong: false }
  const list = `${field.id}-list`
  return (
    <FieldSet field={field}>
      <map-shape
        class="stack"
        data-towns={towns.map((town) => `${town.id} ${town.lat} ${town.lng}`).join(';')}
        {...(drawn === undefined ? {} : { 'data-close': 'yes' })}
        data-help={say(messages.mapShapeHelp)}
        data-point={say(messages.mapShapePoint)}
        data-line={say(messages.mapShapeLine('%n', '%m'))}
        data-area={say(messages.mapShapeArea('%n', '%a'))}
      >
        {asksKind ? (
          <PartSelect
            field={field}
            part="kind"
            at={at.kind}
            label={messages.mapShapeKind}
            value={value.kind}
            width="20"
            options={[
              { value: '', label: messages.choose },
              ...shapes.map((shape) => ({ value: shape, label: messages.mapShapeKinds[shape] })),
            ]}
          />
        ) : (
          <input type="hidden" name={`${field.name}.kind`} value={only} />
        )}
        {towns.length > 0 && (
          <div class="parts">
            <PartSelect
              field={field}
              part="town"
              at={at.town}
              label={messages.mapTown}
              value=""
              width="20"
              options={[
                { value: '', label: messages.choose },
                ...towns.map((town) => ({ value: town.id, label: town.name })),
              ]}
            />
            <Button label={messages.mapShapeAddTown} kind="line" name="do" value={`lookup:${field.name}`} unchecked />
          </div>
        )}
        {boundary.length > 0 && <Picture boundary={boundary} drawn={drawn} />}
        <p class="hint" data-status>
          <Text words={messages.mapShapeStatus} />
        </p>
        <label class="part part-full" for={points.id}>
          <span>
            <Text words={messages.mapShapePoints} />
          </span>
          <span class="hint" id={list}>
            <Text words={messages.mapShapePointsHint} />
          </span>
          <textarea
            class="input"
            id={points.id}
            name={`${field.name}.points`}
            rows={5}
            autocomplete="off"
            spellcheck={false}
            {...fieldAria(field, points.wrong)}
            aria-describedby={[list, fieldAria(field)['aria-describedby']].filter(Boolean).join(' ')}
          >
            {value.points ?? ''}
          </textarea>
        </label>
      </map-shape>
    </FieldSet>
  )
}

/** The map with its buttons, which the script brings to life; without it the picture only shows the city. */
function Picture({ boundary, drawn }: { boundary: Rings; drawn: MapShapeProps['drawn'] }): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const frame = frameOf(boundary)
  const acts = ['add', 'undo', 'in', 'out'] as const
  return (
    <div data-frame={`${frame.west} ${frame.south} ${frame.east} ${frame.north}`}>
      <svg
        class="map"
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="img"
        aria-label={plain(messages.mapLabel, locale)}
      >
        {boundary.map((ring) => (
          <path class="map-land" d={outline(ring, frame)} />
        ))}
        {drawn && <Drawn {...drawn} frame={frame} />}
      </svg>
      <div class="buttons" data-acts hidden>
        {acts.map((act) => (
          <button type="button" class="button button-line button-small" data-act={act}>
            <Text words={messages.mapShapeActs[act]} />
          </button>
        ))}
      </div>
    </div>
  )
}

/** The shape as it is kept; the script takes it away and draws what stands in the list. */
function Drawn({ kind, places, frame }: NonNullable<MapShapeProps['drawn']> & { readonly frame: Frame }): JSX.Element {
  const [first] = places
  return (
    <g>
      {kind === 'area' && <path class="sketch-area" d={outline(places, frame)} />}
      {kind === 'line' && <path class="sketch-line" d={outline(places, frame).slice(0, -1)} />}
      {kind === 'point' && first && (
        <circle class="map-mark" cx={toPicture(...first, frame)[0]} cy={toPicture(...first, frame)[1]} r={12} />
      )}
    </g>
  )
}
