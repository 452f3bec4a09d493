import type { Field, FilerKind, Group, ProcedureDefinition } from '../../../procedures/index.ts'

/** One application of a bundle, as far as its questions matter. */
export interface Asker {
  /** Id of its draft. */
  readonly id: string
  readonly definition: ProcedureDefinition
  readonly filer: FilerKind
}

/** Where a question stands in one application: the group and the field of its definition. */
export interface Stand {
  readonly asker: string
  readonly pageId: string
  readonly group: Group
  readonly field: Field
}

/** A question that several applications of a bundle ask: the same field of the same shared group of the same person. */
export interface SharedQuestion {
  readonly key: string
  /** Questions of one block stand together: shared group and role. */
  readonly block: string
  readonly stands: readonly Stand[]
}

/** The role of whoever files: two groups that the card of this person fills in are the same person. */
const theFiler = 'filer'

/**
 * The questions that at least two of these applications have in common, in the order in which they are met. What a
 * question is comes from the definitions alone: the shared group it was taken from, its field there, and the role of
 * the person it is about. Labels say nothing: 「住所」 of two people are two questions.
 */
export function sharedQuestions(askers: readonly Asker[]): readonly SharedQuestion[] {
  const found = new Map<string, { readonly block: string; readonly stands: Stand[] }>()
  for (const asker of askers) {
    for (const { block, key, ...stand } of questionsOf(asker)) {
      const known = found.get(key) ?? { block, stands: [] }
      found.set(key, known)
      // A definition that asked the same twice would mean two things by it.
      if (!known.stands.some((each) => each.asker === asker.id)) known.stands.push({ asker: asker.id, ...stand })
    }
  }
  return [...found].filter(([, { stands }]) => stands.length > 1).map(([key, rest]) => ({ key, ...rest }))
}

/** `group.field` of every question of one application that is asked for the whole bundle. */
export function sharedPaths(questions: readonly SharedQuestion[], asker: string): readonly string[] {
  return questions.flatMap(({ stands }) =>
    stands.filter((stand) => stand.asker === asker).map(({ group, field }) => `${group.id}.${field.id}`),
  )
}

interface Question extends Omit<Stand, 'asker'> {
  readonly block: string
  readonly key: string
}

function questionsOf(asker: Asker): readonly Question[] {
  const { definition } = asker
  const principal = principalOf(asker)
  return definition.pages.flatMap((page) =>
    page.groups.flatMap((group) => {
      const { shared } = group
      if (shared === undefined) return []
      const block = `${shared.group}@${roleOf(group, asker, principal)}${group.repeat ? '*' : ''}`
      return (group.fields ?? [])
        .filter((field) => shared.fields.includes(field.id) && mayBeShared(field))
        .map((field) => ({ block, key: `${block}/${field.id}:${shapeOf(field)}`, pageId: page.id, group, field }))
    }),
  )
}

/** A consent is given to one procedure, and a 個人番号 for one purpose (番号法14条): both are asked where they are used. */
function mayBeShared({ type }: Field): boolean {
  return type !== 'consent' && type !== 'notice' && type !== 'individual-number'
}

/**
 * Whose answers a group holds. A group that the card of whoever files fills in is that person; any other is known by its
 * own id, beside the person whose application it is: the 口座 of one person's application is not that of another's.
 */
function roleOf(group: Group, { filer }: Asker, principal: string): string {
  if (fromOwnCard(group, filer)) return theFiler
  return `${group.id}~${principal}`
}

/** The person whose application it is: the first person it asks about, other than an agent. */
function principalOf({ definition, filer }: Asker): string {
  const groups = definition.pages.flatMap((page) => page.groups)
  const person = groups.find((group) => group.shared?.group === 'person' && !isAgent(group))
  if (person === undefined) return forOneself(filer) ? theFiler : definition.id
  return fromOwnCard(person, filer) ? theFiler : person.id
}

/** The same rule as that of `drafts/prefill.ts`: the card is of the person who sits there. */
function fromOwnCard(group: Group, filer: FilerKind): boolean {
  if (group.repeat || isAgent(group) === forOneself(filer)) return false
  return (group.fields ?? []).some((field) => field.prefill?.startsWith('card.'))
}

const forOneself = (filer: FilerKind): boolean => filer === 'self' || filer === 'business'

const isAgent = ({ id }: Group): boolean => /^agent/.test(id)

/** What an answer can be: a question with other choices is another question, however it is called. */
function shapeOf({ type, choices, register, pattern, shapes, alternatives }: Field): string {
  const parts = [type, (choices ?? []).map(({ id }) => id).sort(), register?.id, pattern, shapes, alternatives]
  return JSON.stringify(parts)
}
