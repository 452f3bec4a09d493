import type { InternalProposalRequest } from '../../../approvals/index.ts'
import type { Comparison } from '../../compare/compare-streams.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { changedValue } from '../describe/changes-text.ts'
import { describeMessages } from '../describe/messages.ja.ts'
import { type Draft, errorsOf, warningsOf } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'

type Text = Pick<
  InternalProposalRequest,
  'title' | 'summary' | 'grounds' | 'facts' | 'judged' | 'effects' | 'outcomeLabel'
>

/** Lines of each kind of difference that stand in the document; the screen of the draft has all of them. */
const mostLines = 10

/** What those on the route read: enough to decide without another permission than their post. */
export function proposalText(
  draft: Draft & { readonly definition: DatasetDefinition },
  about: DatasetAbout & { readonly title: string },
  { changes, details, said }: Comparison,
  note: string,
): Text {
  const { definition } = draft
  const title = definition.title.ja
  const { facts } = messages
  const columnName = (id: string): string => definition.columns.find((column) => column.id === id)?.title ?? id
  const named = (kind: 'added' | 'removed'): readonly string[] =>
    details.flatMap((each) => (each.kind === kind ? [each.name] : []))
  const cells = details.flatMap((each) =>
    each.kind === 'changed'
      ? each.cells.map(({ column, before, after }) =>
          messages.cell(each.name, columnName(column), before.slice(0, 100), after.slice(0, 100)),
        )
      : [],
  )
  if (said)
    return {
      title: messages.describedTitle(about.title),
      summary: messages.describedSummary(about.title),
      grounds: '',
      outcomeLabel: messages.describedOutcome,
      facts: [
        { label: facts.note, text: note },
        ...said.map(({ field, before, after }) => ({
          label: describeMessages.fields[field],
          text: messages.change(changedValue(field, before), changedValue(field, after)),
        })),
      ],
      judged: [{ label: messages.rowsJudged, finding: messages.rowsStay }],
      effects: messages.describedEffects,
    }
  return {
    title: messages.title(title),
    summary: messages.summary(title, draft.baseNumber + 1),
    grounds: '',
    outcomeLabel: messages.outcome,
    facts: [
      { label: facts.note, text: note },
      { label: facts.file, text: draft.sourceName },
      { label: facts.rows, text: messages.rows(draft.rowCount) },
      { label: facts.changes, text: messages.counts(changes.added, changes.changed, changes.removed) },
      // Of a first version every row is new: what it consists of says more than ten of its names.
      ...(draft.baseNumber === 0
        ? [
            { label: facts.columns, text: definition.columns.map((column) => column.title).join('、') },
            { label: facts.licence, text: about.licence.title },
          ]
        : [
            ...lines(facts.added, named('added'), changes.added),
            ...lines(facts.changed, cells, changes.changed),
            ...lines(facts.removed, named('removed'), changes.removed),
          ]),
    ],
    judged: [
      { label: messages.errors, finding: messages.found(errorsOf(draft.findings)) },
      { label: messages.warnings, finding: messages.found(warningsOf(draft.findings)) },
    ],
    effects: messages.effects,
  }
}

function lines(
  label: string,
  texts: readonly string[],
  count: number,
): readonly { readonly label: string; readonly text: string }[] {
  if (texts.length === 0) return []
  const shown = texts.slice(0, mostLines)
  const left = Math.max(count, texts.length) - shown.length
  return [{ label, text: [...shown, ...(left > 0 ? [messages.more(left)] : [])].join('、') }]
}
