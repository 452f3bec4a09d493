import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Guide, ProcedureDefinition } from '../../procedures/index.ts'
import type { TextFiles } from '../copy.ts'
import { pageLines, ruleLines } from './form-lines.ts'
import { type DifferenceLine, listLines, partLine, textLines } from './lines.ts'
import { messages } from './messages.ja.ts'
import { feeLines, settingLines, tableLines } from './money-lines.ts'

export type { DifferenceLine } from './lines.ts'

/** A definition with the templates of its letters; shared groups are written out, so that their changes show too. */
export interface Compared {
  readonly definition: ProcedureDefinition
  readonly letters: TextFiles
}

/** Everything in which `after` differs from `before`, in the order in which people think of a procedure. */
export function differencesOf(before: Compared, after: Compared): readonly DifferenceLine[] {
  const [was, now] = [before.definition, after.definition]
  return [
    ...textLines(messages.parts.name, was.name, now.name),
    ...textLines(messages.parts.summary, was.summary, now.summary),
    ...guideLines(was.guide, now.guide),
    ...pageLines(was, now),
    ...ruleLines(was, now),
    ...recordLines(was.conditions, now.conditions, (id, one) => messages.condition(one.label || id)),
    ...recordLines(was.values, now.values, (id, one) => messages.value(one.label.ja || id)),
    ...tableLines(was, now),
    ...settingLines(was, now),
    ...feeLines(was, now),
    ...listLines(was.checklist, now.checklist, {
      idOf: ({ id }) => id,
      nameOf: ({ label }) => messages.check(label),
      compare: (a, b) => partLine(messages.check(b.label), a, b),
    }),
    ...listLines(was.outcomes, now.outcomes, {
      idOf: ({ id }) => id,
      nameOf: ({ label }) => messages.outcome(label.ja),
      compare: (a, b) => partLine(messages.outcome(b.label.ja), a, b),
    }),
    ...recordLines(was.letters, now.letters, (_, one) => messages.letter(one.title)),
    ...recordLines(before.letters, after.letters, (name) => messages.template(name)).map(({ sentence }) => ({
      sentence,
    })),
    ...otherParts.flatMap((part) => partLine(messages.parts[part], was[part], now[part])),
  ]
}

/** Parts that are said as a whole. */
export const otherParts = [
  'kind',
  'receiptPrefix',
  'officialName',
  'searchWords',
  'topics',
  'lifeEvents',
  'legalBasis',
  'owner',
  'filers',
  'channels',
  'assurance',
  'acceptance',
  'filingDeadline',
  'processing',
  'stages',
  'retention',
  'registers',
  'delivery',
  'capacity',
  'duplicates',
  'routing',
  'approval',
  'exports',
  'next',
  'followUps',
  'carriedBy',
  'calendar',
] as const satisfies readonly (keyof ProcedureDefinition & keyof typeof messages.parts)[]

function guideLines(was: Guide, now: Guide): DifferenceLine[] {
  return (Object.keys(messages.guide) as (keyof Guide)[]).flatMap((part) => {
    const [before, after] = [was[part], now[part]]
    if (part === 'minutes') return partLine(messages.guide[part], before, after)
    if (Array.isArray(before) && Array.isArray(after)) {
      const [a, b] = [before as readonly LocalText[], after as readonly LocalText[]]
      return Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
        textLines(`${messages.guide[part]}${i + 1}`, a[i], b[i]),
      ).flat()
    }
    return textLines(messages.guide[part], before as LocalText | undefined, after as LocalText | undefined)
  })
}

function recordLines<T>(
  was: Readonly<Record<string, T>> | undefined,
  now: Readonly<Record<string, T>> | undefined,
  nameOf: (id: string, one: T) => string,
): DifferenceLine[] {
  return listLines(Object.entries(was ?? {}), Object.entries(now ?? {}), {
    idOf: ([id]) => id,
    nameOf: ([id, one]) => nameOf(id, one),
    compare: ([, a], [id, b]) => partLine(nameOf(id, b), a, b),
  })
}
