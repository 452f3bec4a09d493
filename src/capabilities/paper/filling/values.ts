import {
  type Answers,
  type AnswerValue,
  type CityFacts,
  type CompiledProcedure,
  type Field,
  type Filing,
  fieldKind,
  type GroupAnswers,
} from '../../procedures/index.ts'
import type { Place } from '../layout/block.ts'
import type { Repeat } from '../layout/lay-out.ts'
import { formWordsJa } from '../words/form-words.ja.ts'

/** Answers to print, with what their words are taken from. */
export interface Filled {
  readonly answers: Answers
  readonly filing: Filing
  readonly facts: CityFacts
}

export interface FilledPlace {
  readonly text: string
  readonly field?: Field
}

/** What stands in a place of a filled form; undefined where nothing was answered. 個人番号 is never printed. */
export type Values = (place: Place, copy: number) => FilledPlace | undefined

export function valuesOf(
  procedure: CompiledProcedure,
  filled: Filled,
  repeats: Readonly<Record<string, Repeat>>,
): Values {
  const answers = procedure.relevant(filled.answers, filled.filing, filled.facts)
  const groups = new Map(procedure.definition.pages.flatMap((page) => page.groups).map((group) => [group.id, group]))
  return (place, copy) => {
    const path = place.path.split('.')
    const [groupId = '', second = '', third] = path
    if (groupId === 'filing') return second === 'filer' ? { text: filled.filing.filer } : undefined
    if (groupId === 'sheet') return { text: String(copy) }
    const fieldId = third ?? second
    const field = groups.get(groupId)?.fields?.find(({ id }) => id === fieldId)
    const given = answers[groupId]
    const item = third === undefined ? given : itemAt(given, indexOf(second, copy, repeats[groupId]))
    const answer = field && item && !Array.isArray(item) ? (item as GroupAnswers)[field.id] : undefined
    if (field === undefined || answer === undefined || field.type === 'individual-number') return undefined
    const text = partOf(place, field, answer, filled)
    return text === undefined || text === '' ? undefined : { text, field }
  }
}

/** How many copies of each continuation sheet the answers need. */
export function copiesOf(answers: Answers, repeats: Readonly<Record<string, Repeat>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(repeats).map(([id, { first, perSheet }]) => {
      const given = answers[id]
      const more = (Array.isArray(given) ? given.length : 0) - first
      return [id, more > 0 && perSheet > 0 ? Math.ceil(more / perSheet) : 0]
    }),
  )
}

function itemAt(given: Answers[string], index: number): GroupAnswers | undefined {
  return Array.isArray(given) ? (given as readonly GroupAnswers[])[index] : undefined
}

function indexOf(text: string, copy: number, repeat: Repeat | undefined): number {
  if (!text.startsWith('*')) return Number(text)
  return (repeat?.first ?? 0) + (copy - 1) * (repeat?.perSheet ?? 0) + Number(text.slice(1))
}

function partOf(place: Place, field: Field, answer: AnswerValue, { filing, facts }: Filled): string | undefined {
  const kind = fieldKind(field.type)
  const entries = field.register ? facts.register(field.register.id) : []
  const context = { field, today: filing.today, choices: field.choices ?? [], entries, city: facts }
  const typed = kind.typed(answer)
  if (place.part === 'words') return kind.show(answer, context).ja
  if (place.part === 'how') return typed.how ?? 'attached'
  if (field.type === 'register-choice' && Array.isArray(answer)) {
    const [row, part] = place.part.split('.')
    const chosen = (answer as readonly { entry: string; quantity?: number }[])[Number(row)]
    if (chosen === undefined) return undefined
    if (part === 'quantity') return chosen.quantity === undefined ? undefined : String(chosen.quantity)
    return entries.find(({ id }) => id === chosen.entry)?.label.ja ?? chosen.entry
  }
  if ((place.part === 'era' || place.part === 'year') && !(String(typed.era) in formWordsJa.era))
    return place.part === 'era' ? 'ad' : String(answer).slice(0, 4)
  return typed[place.part]
}
