import { withoutReadings } from '../../../design/index.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { SettingResult, Typesetter } from '../../../platform/typesetter/typesetter.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { shortHash } from '../code/page-code.ts'
import { editionMoment, layoutEdition } from '../layout/style.ts'
import { hintOnPaper, type PlannedField, planForm } from '../plan/plan.ts'
import { companionWordsEn as m } from '../words/companion-words.en.ts'
import { companionSource } from './template.ts'

export interface CompanionRow {
  readonly number: string
  readonly label: string
  readonly ja: string
  readonly notes: readonly string[]
  readonly choices: readonly { readonly en: string; readonly ja: string }[]
}

export interface CompanionSection {
  readonly title: string
  readonly when: string
  readonly rows: readonly CompanionRow[]
}

/** Every numbered box of the form in English, in the form's order. */
export function companionSections({ definition }: Pick<CompiledProcedure, 'definition'>): readonly CompanionSection[] {
  const plan = planForm(definition)
  const own = (number: number | undefined, label: string, ja: string): CompanionRow[] =>
    number === undefined ? [] : [{ number: String(number), label, ja, notes: [], choices: [] }]
  const filers = plan.filers.map(({ label }) => ({ en: english(label), ja: japanese(label) }))
  return [
    {
      title: english(definition.name),
      when: '',
      rows: [
        ...own(plan.own.filedOn, m.filedOn, '出す日'),
        ...own(plan.own.filer, m.filer, '出す方').map((row) => ({ ...row, choices: filers })),
      ],
    },
    ...plan.pages.flatMap((page) =>
      page.groups.map((group) => ({
        title: english(group.group.title),
        when: [page.when, group.when].flatMap((when) => (when ? [m.onlyIf(english(when))] : [])).join(' '),
        rows: group.fields.flatMap(rowOf),
      })),
    ),
    ...(plan.individualNumbers.length === 0
      ? []
      : [{ title: 'My Number', when: m.numbers, rows: plan.individualNumbers.flatMap(rowOf) }]),
    { title: m.signature, when: '', rows: own(plan.own.signature, m.signature, '氏名') },
  ]
}

function rowOf({ number, field, when, choices }: PlannedField): CompanionRow[] {
  if (number === undefined) return []
  const hint = hintOnPaper(field)
  const kind =
    field.type === 'consent'
      ? [...(field.consent ? [english(field.consent.text)] : []), m.consent]
      : field.type === 'file' || field.type === 'photo'
        ? [m.attachment]
        : field.type === 'yes-no'
          ? [m.yesNo.join(' / ')]
          : []
  return [
    {
      number: String(number),
      label: `${english(field.label)}${field.required === false ? ` (${m.optional})` : ''}`,
      ja: japanese(field.label),
      notes: [...(when ? [m.onlyIf(english(when))] : []), ...(hint ? [english(hint)] : []), ...kind],
      choices: choices.map(({ choice, when: only }) => ({
        en: `${english(choice.label)}${only ? ` (if ${english(only)})` : ''}`,
        ja: japanese(choice.label),
      })),
    },
  ]
}

const english = (words: LocalText): string => withoutReadings(words.en ?? words.ja)
const japanese = (words: LocalText): string => withoutReadings(words.ja)

/** The companion as PDF/A: the same bytes for the same version and city. */
export function setCompanion(
  typesetter: Typesetter,
  procedure: Pick<CompiledProcedure, 'definition' | 'hash'>,
  city: { readonly name: string; readonly sendTo: string },
): Promise<SettingResult> {
  const { definition, hash } = procedure
  return typesetter.set({
    sources: { '/main.typ': companionSource },
    main: '/main.typ',
    data: {
      title: m.title(english(definition.name)),
      official: `${m.onForm}: ${japanese(definition.name)}`,
      author: city.name,
      intro: m.intro,
      sections: companionSections(procedure),
      sendToTitle: m.sendTo,
      sendTo: city.sendTo,
      foot: `${definition.id}  ${shortHash(hash)}  ${layoutEdition}`,
    },
    at: editionMoment,
  })
}
