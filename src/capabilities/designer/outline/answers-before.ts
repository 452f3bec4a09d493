import { isSharedTable, type SharedPart } from '../../procedures/index.ts'
import { namesRead } from '../rules/literals.ts'
import { messages } from './messages.ja.ts'
import { type Field, type Group, type LocalTextLike, type OutlineData, optionalList } from './shape.ts'

/** An answer that a condition may ask for. */
export interface Answerable {
  /** As expressions name it: `claim.reason`, or `item.birth` within the same repeated group. */
  readonly path: string
  readonly label: string
  readonly field: Field
  /** Not an answer of a field: a condition with a name, a computed value, or what is known of the filing. */
  readonly kind?: 'condition' | 'filing' | 'value'
}

/**
 * Answers that stand before a place: a question never hangs on one that comes later. `at` is `pages.1`, `pages.1.groups.0`
 * or `pages.1.groups.0.fields.2`; without it every answer (a rule may ask for any),
 * of repeated groups those of `within`. `types`: those that a condition can be picked from, unless it is for something else.
 */
export function answersBefore(
  data: OutlineData,
  shared: Readonly<Record<string, SharedPart>>,
  at?: readonly (string | number)[],
  within?: string,
  types: ReadonlySet<string> = askable,
): readonly Answerable[] {
  const [, p = Number.POSITIVE_INFINITY, , g = 0, , f = Number.NEGATIVE_INFINITY] = (at ?? []).map(Number)
  const found: Answerable[] = []
  optionalList(data.pages).forEach((page, pi) => {
    optionalList(page.groups).forEach((group, gi) => {
      const taken = sharedFields(group, shared)
      const fields = [...taken, ...optionalList(group.fields)]
      fields.forEach((field, i) => {
        // Fields of a shared group stand before the group's own.
        const fi = i - taken.length
        const before = pi < p || (pi === p && (gi < g || (gi === g && fi < f)))
        const own = (pi === p && gi === g) || group.id === within
        if (!before || !types.has(field.type) || (group.repeat !== undefined && !own)) return
        const head = group.repeat === undefined ? group.id : 'item'
        found.push({ path: `${head}.${field.id}`, label: labelOf(group.title, field.label), field })
      })
    })
  })
  const before = new Set(found.map(({ path }) => path))
  return [
    ...found,
    ...filerOf(data),
    ...conditionsOf(data, before, at === undefined),
    ...valuesOf(data, before, at === undefined, within),
  ]
}

/** Who files, where more than one kind of person may. */
function filerOf(data: OutlineData): readonly Answerable[] {
  const filers = optionalList(data.filers)
  if (filers.length < 2) return []
  const choices = filers.map(({ kind, label }) => ({ id: kind, ...(label ? { label } : {}) }))
  const field = { id: 'filer', type: 'choice', choices }
  return [{ path: 'filing.filer', label: messages.when.filer, field, kind: 'filing' }]
}

/** Conditions with a name whose answers all stand before; `all`: a rule may ask for any. */
function conditionsOf(data: OutlineData, before: ReadonlySet<string>, all: boolean): readonly Answerable[] {
  return Object.entries(data.conditions ?? {}).flatMap(([id, condition]) => {
    const path = `conditions.${id}`
    if (typeof condition?.is !== 'string' || !(all || known(path, data, before))) return []
    const label = messages.when.conditionLabel(condition.label ?? id)
    return [{ path, label, field: { id, type: 'yes-no' }, kind: 'condition' as const }]
  })
}

/** Computed values whose answers all stand before, by their type; those for each item only within its group. */
function valuesOf(
  data: OutlineData,
  before: ReadonlySet<string>,
  all: boolean,
  within: string | undefined,
): readonly Answerable[] {
  return Object.entries(data.values ?? {}).flatMap(([id, value]) => {
    const path = `values.${id}`
    const type = valueTypes.get(value?.type ?? '')
    if (type === undefined || (value?.each !== undefined && value.each !== within)) return []
    if (!(all || known(path, data, before))) return []
    return [{ path, label: value?.label?.ja ?? id, field: { id, type }, kind: 'value' as const }]
  })
}

/** Types of computed values as those of questions whose answers are compared alike. */
const valueTypes = new Map([
  ['boolean', 'yes-no'],
  ['number', 'number'],
  ['money', 'money'],
  ['date', 'date'],
  ['month', 'year-month'],
  ['text', 'text'],
])

/** Whether all that a condition or value hangs on stands before. What a table decides is left out: it may ask for anything. */
function known(path: string, data: OutlineData, before: ReadonlySet<string>, above: readonly string[] = []): boolean {
  const [head, id = ''] = path.split('.')
  const own = head === 'values' ? data.values : data.conditions
  const source = own !== undefined && Object.hasOwn(own, id) ? own[id]?.is : undefined
  if (typeof source !== 'string' || above.includes(path)) return false
  return namesRead(source).every((name) => {
    const [group] = name.split('.')
    if (group === 'conditions' || group === 'values') return known(name, data, before, [...above, path])
    return group === 'filing' || group === 'settings' || before.has(name)
  })
}

/** Every group with all its fields, those of a shared group first. */
export function optionalGroups(
  data: OutlineData,
  shared: Readonly<Record<string, SharedPart>>,
): readonly { readonly group: Group; readonly fields: readonly Field[] }[] {
  return optionalList(data.pages).flatMap((page) =>
    optionalList(page.groups).map((group) => ({
      group,
      fields: [...sharedFields(group, shared), ...optionalList(group.fields)],
    })),
  )
}

/** What a group takes from the shared group it uses, but for what it leaves out. */
function sharedFields(group: Group, shared: Readonly<Record<string, SharedPart>>): readonly Field[] {
  const source = group.use === undefined || !Object.hasOwn(shared, group.use) ? undefined : shared[group.use]
  const fields = source === undefined || isSharedTable(source) ? [] : source.fields
  return fields.filter(({ id }) => group.with?.[id] !== false)
}

/** Types whose answers can be compared with something typed. */
const askable = new Set([
  'text',
  'kana',
  'phone',
  'email',
  'date',
  'year-month',
  'time',
  'number',
  'money',
  'choice',
  'multi-choice',
  'yes-no',
])

function labelOf(group: LocalTextLike | undefined, label: LocalTextLike | undefined): string {
  return [group?.ja, label?.ja].filter(Boolean).join('／')
}
