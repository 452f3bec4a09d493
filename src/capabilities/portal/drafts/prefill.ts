import type { ResidentSession } from '../../identity/index.ts'
import type { Answers, AnswerValue, CompiledProcedure, Field, FilerKind, GroupAnswers } from '../../procedures/index.ts'
import { withValueAt } from './draft.ts'

/**
 * First values from the card and the sign-in, with their source. The card is of the person who sits there: for one's own
 * application that is the applicant, for somebody else's it is the agent.
 */
export function prefill(
  procedure: CompiledProcedure,
  filer: FilerKind,
  session: ResidentSession | null,
  /** Answers to questions before the form: answer path → value. They come after what the card says. */
  answered: ReadonlyMap<string, AnswerValue> = new Map(),
  /** The telephone number of this person's last application; the sign-in carries none. */
  phone?: string,
  /** What was looked at on the page that led here: answer path → value. */
  looked: ReadonlyMap<string, AnswerValue> = new Map(),
  /** Answers of an earlier application of this person; whatever else is known comes after them. */
  carried: CarriedAnswers = new Map(),
): { readonly answers: Answers; readonly sources: Readonly<Record<string, string>> } {
  let answers: Answers = {}
  const sources: Record<string, string> = {}
  for (const [path, value] of carried) {
    answers = withValueAt(answers, path, value)
    for (const each of carriedPaths(path, value)) sources[each] = 'before'
  }
  for (const [path, value] of answered) {
    answers = withValueAt(answers, path, value)
    sources[path] = 'guide'
  }
  for (const [path, value] of looked) {
    answers = withValueAt(answers, path, value)
    sources[path] = 'page'
  }
  if (session === null) return { answers, sources }
  const known = knownValues(session, isOwn(filer) ? phone : undefined)
  for (const group of procedure.definition.pages.flatMap((page) => page.groups)) {
    if (group.repeat) continue
    const ownPart = isAgentGroup(group.id) === !isOwn(filer)
    for (const field of group.fields ?? []) {
      const key = field.prefill ?? ''
      const value = known[key]
      if (value === undefined || (key.startsWith('card.') && !ownPart) || !offered(field, value)) continue
      const path = `${group.id}.${field.id}`
      answers = withValueAt(answers, path, value)
      sources[path] = key.startsWith('card.') ? 'card' : key === 'contact.phone' ? 'before' : 'account'
    }
  }
  return { answers, sources }
}

/** Answer path → value; a repeated group is one entry with its items. */
export type CarriedAnswers = ReadonlyMap<string, AnswerValue | readonly GroupAnswers[]>

function carriedPaths(path: string, value: AnswerValue | readonly GroupAnswers[]): readonly string[] {
  // A path without a field is a repeated group.
  if (path.includes('.') || !Array.isArray(value)) return [path]
  return (value as readonly GroupAnswers[]).flatMap((item, n) =>
    Object.keys(item).map((field) => `${path}.${n}.${field}`),
  )
}

/** Who files for themselves: what is known of the person belongs to the applicant. */
export function isOwn(filer: FilerKind): boolean {
  return filer === 'self' || filer === 'business'
}

function knownValues(
  session: ResidentSession,
  phone: string | undefined,
): Readonly<Record<string, AnswerValue | undefined>> {
  const { profile, email } = session
  return {
    'card.name': profile?.name,
    'card.familyKana': profile?.nameKana?.family,
    'card.givenKana': profile?.nameKana?.given,
    'card.birth': profile?.birth,
    'card.sex': profile?.sex,
    'card.address': profile?.address,
    'contact.email': email,
    'contact.phone': phone,
  }
}

/** A choice is prefilled only with one of its own ids. */
function offered(field: Field, value: AnswerValue): boolean {
  return field.type !== 'choice' || (field.choices ?? []).some(({ id }) => id === value)
}

/** Definitions name the group of the person who files for somebody else `agent…` (`catalog/groups/agent.yaml`). */
function isAgentGroup(id: string): boolean {
  return /^agent/.test(id)
}
