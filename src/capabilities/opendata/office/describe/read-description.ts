import type { PostedForm } from '../../../../platform/http/index.ts'
import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { type ValueKindName, valueKindNames } from '../../values/kinds.ts'
import type { Draft } from '../draft/draft.ts'
import type { GuessedColumn } from './guess-columns.ts'
import { describeMessages as words } from './messages.ja.ts'
import { type DescribingAround, readAbout } from './read-about.ts'

/** What a clerk says of a new dataset, complete. */
export interface NewDescription {
  readonly definition: DatasetDefinition
  readonly about: Pick<DatasetAbout, 'licence' | 'source' | 'section'>
  /** One for each header of the file. */
  readonly matches: readonly string[]
}

export interface DescribingWith extends DescribingAround {
  readonly draft: Draft & { readonly definition: DatasetDefinition; readonly layout: NonNullable<Draft['layout']> }
  readonly takenIds: ReadonlySet<string>
}

/** Ids that are addresses of something else on the screens. */
const reserved = new Set(['new', 'drafts'])
/** Kinds that a clerk may choose; those with digits of their own are for the standard's definitions. */
export const offeredKinds: readonly ValueKindName[] = valueKindNames.filter((kind) => kind !== 'digits')

/** Reads the description; every problem by the id of its input. */
export function readDescription(
  form: PostedForm,
  { draft, folder, sections, takenIds }: DescribingWith,
): { readonly description?: NewDescription; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {}
  const id = form.text('id').trim()
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 50) problems.id = words.problems.id
  else if (reserved.has(id) || takenIds.has(id)) problems.id = words.problems.idTaken
  const said = readAbout(form, { folder, sections }, problems)
  const { columns, matches } = readColumns(form, draft.definition.columns, problems)
  const keyWanted = form.text('key')
  const newId = keyWanted === '@new'
  if (!newId && !columns.some((column) => column.id === keyWanted)) problems.key = words.problems.choose
  const label = form.text('label')
  if (!columns.some((column) => column.id === label)) problems.label = words.problems.choose
  const signed = (draft.definition.columns as readonly GuessedColumn[]).some(
    (column, at) => column.sign !== undefined && matches[at] !== '',
  )
  if (signed && form.text('personal') !== 'yes') problems.personal = words.problems.personal
  if (Object.keys(problems).length > 0 || !said) return { problems }

  const all = newId ? [idColumn(columns), ...columns] : columns
  const key = newId ? (all[0]?.id ?? '') : keyWanted
  const [lat, lon] = [all.find(({ kind }) => kind === 'latitude'), all.find(({ kind }) => kind === 'longitude')]
  const shape = all.find(({ kind }) => kind === 'shape')
  const definition: DatasetDefinition = {
    schema: 1,
    id,
    file: id.replaceAll('-', '_'),
    title: said.title,
    summary: said.summary,
    category: said.category,
    topic: said.topic,
    keywords: said.keywords,
    update: said.update,
    owner: said.owner,
    ...(shape ? { geometry: { shape: shape.id } } : lat && lon ? { geometry: { lat: lat.id, lon: lon.id } } : {}),
    key: [key],
    label,
    columns: all,
    checks: [],
    editions: {
      standard: {
        name: words.ownLayout,
        columns: all.map((column) => ({ header: column.title, from: column.id, need: column.need })),
      },
    },
    aliases: {},
  }
  const { licence, source, section } = said
  return { description: { definition, about: { licence, source, section }, matches }, problems }
}

function readColumns(
  form: PostedForm,
  guessed: DatasetDefinition['columns'],
  problems: Record<string, string>,
): { readonly columns: readonly Column[]; readonly matches: readonly string[] } {
  const columns: Column[] = []
  const matches = guessed.map((guess, at) => {
    if (form.text(`take${at}`) !== 'yes') return ''
    const title = form.text(`title${at}`).trim()
    const id = form.text(`id${at}`).trim()
    const kind = form.text(`kind${at}`) as ValueKindName
    if (title === '' || title.length > 200) problems[`title${at}`] = words.problems.columnTitle
    else if (columns.some((column) => column.title === title)) problems[`title${at}`] = words.problems.titleTwice
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(id)) problems[`id${at}`] = words.problems.columnId
    else if (columns.some((column) => column.id === id)) problems[`id${at}`] = words.problems.idTwice
    if (!offeredKinds.includes(kind)) problems[`kind${at}`] = words.problems.choose
    const values = kind === 'choice' || kind === 'multi' ? valuesOf(form.text(`values${at}`), guess.values) : undefined
    if (kind === 'choice' && (values === undefined || values.length === 0))
      problems[`values${at}`] = words.problems.values
    columns.push({
      id,
      title,
      kind,
      need: form.text(`need${at}`) === 'yes' ? 'required' : 'optional',
      ...(values === undefined || values.length === 0 ? {} : { values }),
    })
    return id
  })
  if (columns.length === 0) problems.take0 = words.problems.noColumns
  return { columns, matches }
}

function valuesOf(typed: string, guessed: readonly string[] | undefined): readonly string[] {
  const said = typed
    .split(/[;；\n]/)
    .map((value) => value.trim())
    .filter((value) => value !== '')
  return said.length > 0 ? [...new Set(said)].slice(0, 500) : (guessed ?? [])
}

function idColumn(columns: readonly Column[]): Column {
  const free = columns.some(({ id }) => id === 'id') ? 'row_id' : 'id'
  return {
    id: free,
    title: columns.some(({ title }) => title === 'ID') ? '行のID' : 'ID',
    kind: 'identifier',
    need: 'required',
  }
}
