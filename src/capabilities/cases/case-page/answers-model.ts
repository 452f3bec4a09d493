import { dayOf } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import type { ShapeSketchProps } from '../../../design/index.ts'
import { type CityFacts, drawnShape, type Filing } from '../../procedures/index.ts'
import type { LoadedCase } from './load.ts'
import { casePageMessages as messages } from './messages.ja.ts'

export interface AnswerLine {
  readonly path: string
  readonly label: string
  readonly text: string
  /** Where the value came from, in a word. */
  readonly origin: string
  /** What stood there before the last correction. */
  readonly before?: string
  /** What was drawn on the map. */
  readonly drawn?: ShapeSketchProps
}

export interface AnswerSection {
  readonly title: string
  readonly lines: readonly AnswerLine[]
}

/** The answers laid out as the form, with their source and what the last correction changed. */
export function answerSections(loaded: LoadedCase, filing: Filing, facts: CityFacts): readonly AnswerSection[] {
  const { procedure, revisions } = loaded
  const latest = revisions.at(-1)
  const previous = revisions.at(-2)
  if (!latest) return []
  const before = new Map(
    (previous ? procedure.summarise(previous.content.answers, filing, facts, 'ja') : []).flatMap(({ rows }) =>
      rows.map((row) => [row.path, row.text.ja] as const),
    ),
  )
  return procedure.summarise(latest.content.answers, filing, facts, 'ja').map((section) => ({
    title: section.title.ja,
    lines: section.rows.map((row): AnswerLine => {
      const old = before.get(row.path)
      const text = row.field.type === 'individual-number' ? messages.individualNumber : row.text.ja
      return {
        path: row.path,
        label: row.item === undefined ? row.label.ja : messages.itemLabel(row.item + 1, row.label.ja),
        text: text === '' ? messages.noAnswer : text,
        origin: row.value === undefined ? '' : originOf(loaded, row.path),
        ...drawnOf(row, text),
        ...(previous && old !== undefined && old !== row.text.ja
          ? { before: old === '' ? messages.noAnswer : old }
          : {}),
      }
    }),
  }))
}

function originOf(loaded: LoadedCase, path: string): string {
  const latest = loaded.revisions.at(-1)
  const source = latest?.content.sources[path]
  if (source === 'correction') {
    const revision = [...loaded.revisions].reverse().find((each) => each.content.changedPaths.includes(path))
    return messages.correctedOn(formatShort(dayOf(revision?.at ?? loaded.row.arrived_at)))
  }
  const madeBy = loaded.revisions[0]?.madeBy
  const typed = madeBy === 'paper' || madeBy === 'import' ? madeBy : 'typed'
  return messages.origins[source ?? typed] ?? ''
}

function drawnOf(
  { field, value }: Pick<ReturnType<LoadedCase['procedure']['summarise']>[number]['rows'][number], 'field' | 'value'>,
  label: string,
): Pick<AnswerLine, 'drawn'> {
  const shape = field.type === 'map-shape' && value !== undefined ? drawnShape(value) : undefined
  return shape ? { drawn: { label, ...shape } } : {}
}
