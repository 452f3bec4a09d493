import type { PostedForm } from '../../../../platform/http/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { BaseMap } from '../../public/map/base-map.ts'
import { readDrawn, readShapeFile, readShapeText } from '../draft/typed-shape.ts'
import { shapeRefusalSentence } from './shape-messages.ja.ts'

/**
 * The lines and areas of a posted row, by column: a file before text, text before what was drawn. A column of which nothing was sent stays as it is; what can't be
 * read is told by its input.
 */
export function readShapes(
  form: PostedForm,
  { columns }: DatasetDefinition,
): { readonly cells: Readonly<Record<string, string>>; readonly problems: Readonly<Record<string, string>> } {
  const cells: Record<string, string> = {}
  const problems: Record<string, string> = {}
  for (const { id, kind } of columns) {
    if (kind !== 'shape') continue
    const name = `cell-${id}`
    const file = form.files.get(`${name}.file`)?.find((each) => each.name !== '')
    const text = form.text(`${name}.text`).trim()
    const drawn = form.fields.get(`${name}.points`)?.[0]
    const read =
      file !== undefined
        ? readShapeFile(file.name.slice(0, 100), file.bytes)
        : text !== ''
          ? readShapeText(text)
          : drawn === undefined
            ? undefined
            : readDrawn(form.text(`${name}.kind`), drawn)
    if (read === undefined) continue
    if ('wkt' in read) cells[id] = read.wkt
    else problems[name] = shapeRefusalSentence(read.refusal)
  }
  return { cells, problems }
}

/** The same form with the middle of the chosen town added to the places of a column; the button for it needs no script. */
export function withTown(form: PostedForm, name: string, { towns }: BaseMap): PostedForm {
  const town = towns[Number(form.text(`${name}.town`).replace(/^t/, '') || -1)]
  const before = form.text(`${name}.points`).trimEnd()
  const points = town === undefined ? before : `${before === '' ? '' : `${before}\n`}${town.at[1]}, ${town.at[0]}`
  const fields = new Map(form.fields).set(`${name}.points`, [points])
  return { ...form, fields, text: (asked) => fields.get(asked)?.[0] ?? '' }
}
