import type { ProcedureDefinition } from '../../procedures/index.ts'
import { type Guide, type GuideItem, thingOf } from './guide.ts'

/** Names of computed values; no expression can name them, since they hold a dot. */
export const valueIds = {
  when: (item: string): string => `${item}.when`,
  day: (item: string): string => `${item}.day`,
  bring: (item: string, thing: string): string => `${item}.bring.${thing}`,
  prefill: (item: string, path: string): string => `${item}.prefill.${path}`,
}

/**
 * A guide in the words of the procedures' engine, so that its questions are asked, read, checked and computed by the same code.
 * What a guide has none of (office, letters, fees) is empty. A benefit is a rule that always speaks: its sentence is
 * the reason, its compared values are shown.
 */
export function asDefinition(guide: Guide, items: readonly GuideItem[]): ProcedureDefinition {
  const nothing = { ja: '－' }
  return {
    schema: 1,
    id: guide.id,
    kind: 'notification',
    receiptPrefix: 'XX',
    name: guide.title,
    officialName: guide.title.ja,
    summary: guide.summary,
    searchWords: [],
    topics: [],
    lifeEvents: [guide.lifeEvent],
    legalBasis: [],
    owner: 'nobody',
    guide: {
      who: nothing,
      prepare: [],
      minutes: guide.minutes,
      fee: nothing,
      afterwards: [],
      paper: nothing,
      counter: nothing,
    },
    filers: [],
    channels: ['online'],
    assurance: { accepted: ['none'], signature: 'none' },
    processing: { days: 0, counting: 'calendar-days', pausedBy: [] },
    retention: { years: 0, from: 'completion' },
    delivery: { ways: ['portal'] },
    approval: { matter: 'none' },
    checklist: [],
    outcomes: [],
    letters: {},
    ...(guide.conditions === undefined ? {} : { conditions: guide.conditions }),
    pages: guide.pages,
    values: Object.fromEntries(items.flatMap(valuesOf)),
    rules: items.flatMap((item) => rulesOf(item, guide)),
  }
}

type Values = NonNullable<ProcedureDefinition['values']>

function valuesOf(item: GuideItem): readonly (readonly [string, Values[string]])[] {
  const label = { ja: item.id }
  const day = item.due?.on ?? item.due?.from
  return [
    [valueIds.when(item.id), { label, type: 'boolean', is: item.when ?? 'true' }],
    ...(day === undefined ? [] : [[valueIds.day(item.id), { label, type: 'date', is: day }] as const]),
    ...(item.bring ?? []).flatMap((bring) =>
      typeof bring === 'string'
        ? []
        : [[valueIds.bring(item.id, bring.thing), { label, type: 'boolean', is: bring.when }] as const],
    ),
    ...Object.entries(item.prefill ?? {}).map(
      ([path, { type, is }]) => [valueIds.prefill(item.id, path), { label, type, is }] as const,
    ),
  ]
}

function rulesOf({ id, when, benefit }: GuideItem, { pages }: Guide): NonNullable<ProcedureDefinition['rules']> {
  if (benefit === undefined) return []
  const compares = Object.fromEntries(Object.entries(benefit.compares ?? {}).map(([name, { is }]) => [name, is]))
  const base = {
    ...(when === undefined ? {} : { when }),
    must: 'false',
    at: pages[0]?.groups[0]?.id ?? '',
    severity: 'warn',
  } as const
  return [
    { ...base, id, message: benefit.why, compares },
    // A sentence that is nothing but the value: the engine writes it out in every language.
    ...Object.entries(compares).map(([name, is]) => ({
      ...base,
      id: comparedId(id, name),
      message: { ja: '{value}', easy: '{value}', en: '{value}' },
      compares: { value: is },
    })),
  ]
}

/** Id of the rule that says one compared value. */
export const comparedId = (item: string, name: string): string => `${item}.${name}`

/**
 * Where a finding of the engine's checks stands in the guide's own file. Undefined: it stands there already, because what
 * is wrong is used twice in the definition.
 */
export function placeInGuide(
  path: readonly (string | number)[],
  items: readonly GuideItem[],
  rules: ProcedureDefinition['rules'],
): (string | number)[] | undefined {
  const [part, id, ...rest] = path
  if (part === 'values' && typeof id === 'string') {
    const [item = '', what = '', ...target] = id.split('.')
    const index = items.findIndex((each) => each.id === item)
    if (what === 'when') return ['items', index, 'when']
    if (what === 'bring') {
      const place = items[index]?.bring?.findIndex((bring) => thingOf(bring) === target[0])
      return ['items', index, 'bring', place ?? 0, 'when']
    }
    if (what === 'day') return ['items', index, 'due', items[index]?.due?.on === undefined ? 'from' : 'on']
    return ['items', index, 'prefill', target.join('.'), 'is']
  }
  if (part === 'rules' && typeof id === 'number') {
    const rule = rules?.[id]?.id ?? ''
    const index = items.findIndex((each) => each.id === rule)
    if (index < 0) return undefined
    const [key, name] = rest
    if (key === 'compares') return ['items', index, 'benefit', 'compares', name ?? '', 'is']
    return ['items', index, ...(key === 'message' ? ['benefit', 'why', ...rest.slice(1)] : [key ?? 'id'])]
  }
  return [...path]
}
