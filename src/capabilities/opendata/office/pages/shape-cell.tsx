import type { JSX } from 'preact'
import { boxOf } from '../../../../civic/shapes/shape.ts'
import { readWkt } from '../../../../civic/shapes/wkt.ts'
import { Field, MapShape, Notice, TextArea } from '../../../../design/index.ts'
import type { BaseMap } from '../../public/map/base-map.ts'
import { MapPicture } from '../../public/map/map-picture.tsx'
import { frameAround } from '../../public/map/picture-frame.ts'
import { outlineOfShape } from '../../public/map/shape-outline.ts'
import { measureOf } from '../../values/shape-measure.ts'
import { drawnOf, listOfPlaces, partsOfCell } from '../draft/typed-shape.ts'
import { shapeMessages as words } from './shape-messages.ja.ts'
import type { ScreenProps } from './web.ts'

export interface ShapeField {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly required: boolean
  readonly error?: string
  readonly hint?: string
}

/**
 * A cell that holds a line or an area: drawn on the map or typed as a list of places; brought as a file or as text it takes the place of what
 * is there. One of several parts or with holes is shown and can be replaced alone.
 */
export function ShapeCell({
  screen,
  field,
  kept,
  base,
}: {
  readonly screen: ScreenProps
  readonly field: ShapeField
  readonly kept: string
  readonly base: BaseMap
}): JSX.Element {
  const drawn = drawnOf(kept)
  const unreadable = kept !== '' && readWkt(kept) === undefined
  const hint = [kept === '' || unreadable ? '' : sayMeasure(kept), field.hint ?? '']
    .filter((each) => each !== '')
    .join('。')
  const shown = { ...field, ...(hint === '' ? {} : { hint }) }
  return (
    <div class="stack">
      {drawn !== undefined || kept === '' ? (
        <MapShape
          {...shown}
          shapes={['line', 'area', 'point']}
          towns={base.towns.map(({ name, at: [lng, lat] }, at) => ({ id: `t${at}`, name, lat, lng }))}
          boundary={base.land}
          value={{
            kind: screen.typed(`${field.name}.kind`, drawn?.kind),
            points: screen.typed(`${field.name}.points`, drawn && listOfPlaces(drawn)),
          }}
          {...(drawn === undefined ? {} : { drawn })}
        />
      ) : (
        <Whole field={shown} kept={kept} base={base} unreadable={unreadable} />
      )}
      <details class="flow" open={screen.typed(`${field.name}.text`) !== ''}>
        <summary>{words.replace}</summary>
        <Field
          field={{
            id: `${field.id}-file`,
            name: `${field.name}.file`,
            label: words.file,
            hint: words.fileHint,
            required: false,
          }}
        >
          <input
            class="input input-file"
            type="file"
            id={`${field.id}-file`}
            name={`${field.name}.file`}
            accept=".geojson,.json,.wkt,.txt"
            aria-describedby={`${field.id}-file-hint`}
          />
        </Field>
        <TextArea
          id={`${field.id}-text`}
          name={`${field.name}.text`}
          label={words.text}
          hint={words.textHint}
          required={false}
          rows={3}
          value={screen.typed(`${field.name}.text`)}
        />
      </details>
    </div>
  )
}

/** A shape that is not drawn by hand: as a picture, with what is said of it. */
function Whole({
  field,
  kept,
  base,
  unreadable,
}: {
  readonly field: ShapeField
  readonly kept: string
  readonly base: BaseMap
  readonly unreadable: boolean
}): JSX.Element {
  const shape = readWkt(kept)
  const box = shape && boxOf(shape)
  const frame = box && frameAround(box)
  return (
    <div class="stack" id={field.id}>
      <p class="field-label">{field.label}</p>
      {field.error !== undefined && <p class="error">{field.error}</p>}
      {field.hint !== undefined && <p class="hint">{field.hint}</p>}
      {shape && frame && (
        <MapPicture
          base={base}
          frame={frame}
          layers={[{ mark: 0, points: [], shapes: [outlineOfShape(shape, frame)] }]}
          label={words.picture(sayMeasure(kept))}
        />
      )}
      <Notice>{unreadable ? words.unreadable(kept.slice(0, 100)) : words.whole(partsOfCell(kept))}</Notice>
    </div>
  )
}

function sayMeasure(cell: string): string {
  const measure = measureOf(cell)
  if (measure === undefined) return ''
  return measure.kind === 'points' ? words.points(measure.places) : words[measure.kind](measure.size, measure.places)
}
