import { isDay } from '../../../civic/day.ts'
import { lastDayOfPeriod } from '../../../civic/period.ts'
import type {
  CalendarDay,
  CapacityClaim,
  CapacityTerms,
  CityFacts,
  Deadline,
  Evaluation,
  FollowedField,
  RegisterEntry,
} from '../engine.ts'
import { isList, isRecord, type Program, type Value, type ValueRecord } from '../language/expression/value.ts'
import { exportValue } from './build.ts'
import type { CompiledModel } from './model.ts'
import type { Run } from './run.ts'

/** Integer yen by the fee table; a line without an amount counts nothing. */
export function feeOf(run: Run): Evaluation['fee'] {
  const lines: { id: string; label: Evaluation['fee']['lines'][number]['label']; amount: number; quantity: number }[] =
    []
  for (const line of run.model.feeLines) {
    const once = (): null => {
      if (line.when && line.when(run) !== true) return null
      const amount = line.amount(run)
      const quantity = line.quantity ? line.quantity(run) : 1
      if (typeof amount === 'number' && typeof quantity === 'number' && quantity > 0) {
        lines.push({ id: line.id, label: line.label, amount, quantity })
      }
      return null
    }
    if (line.each === undefined) once()
    else run.forEach(line.each, once)
  }
  return { total: lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0), lines }
}

export interface CheckFinding {
  readonly id: string
  readonly label: string
  readonly outcome: 'pass' | 'fail' | 'person'
  readonly finding: string
  readonly source?: string
  readonly article?: string
}

/** What the program can check for the office; what hangs on a missing answer is left to a person. */
export function checklistOf(run: Run): readonly CheckFinding[] {
  return run.model.checklist.flatMap(({ item, when, passes, finding }) => {
    if (when && when(run) !== true) return []
    run.sawNull = false
    const passed = passes ? passes(run) === true : undefined
    const outcome = passed === undefined || (!passed && run.sawNull) ? 'person' : passed ? 'pass' : 'fail'
    return [
      {
        id: item.id,
        label: item.label,
        outcome,
        finding: String(finding(run) ?? ''),
        ...(item.source === undefined ? {} : { source: item.source }),
        ...(item.article === undefined ? {} : { article: item.article }),
      },
    ]
  })
}

/** The days that come round, with those that today and the answers give. */
export function calendarOf(run: Run): readonly CalendarDay[] {
  return run.model.calendar.flatMap(({ row, when, due }) => {
    if (when && when(run) !== true) return []
    const day = due(run)
    const { id, label, rule, kind = 'until', article } = row
    const known = typeof day === 'string' && isDay(day) ? { due: day } : {}
    return [{ id, label, rule, kind, ...known, ...(article === undefined ? {} : { article }) }]
  })
}

/** The resident's last day from the day the law counts from (初日不算入 unless the definition says otherwise). */
export function deadlineFrom(model: CompiledModel, from: string, city: CityFacts): Deadline | undefined {
  const rule = model.definition.filingDeadline
  if (!rule || !isDay(from)) return undefined
  const { days, months, countFirstDay, shiftToOpenDay } = rule
  const period = {
    ...(months === undefined ? { days: days ?? 0 } : { months }),
    shiftToOpenDay,
    ...(countFirstDay === undefined ? {} : { countFirstDay }),
  }
  return { from, last: lastDayOfPeriod(from, period, (day) => city.isClosedDay(day)), article: rule.article }
}

export function deadlineOf(run: Run): Deadline | undefined {
  const rule = run.model.definition.filingDeadline
  const { deadlineWhen } = run.model.office
  if (!rule || (deadlineWhen && deadlineWhen(run) !== true)) return undefined
  const from = rule.from.startsWith('values.')
    ? run.value(rule.from.slice('values.'.length))
    : run.places.find(({ path }) => path === rule.from)?.answer
  return typeof from === 'string' ? deadlineFrom(run.model, from, run.city) : undefined
}

/** Places of a register that this filing takes: one entry, or several with a quantity each. */
export function capacityOf(run: Run): readonly CapacityClaim[] {
  const rule = run.model.definition.capacity
  const { capacityQuantity, capacityMethod } = run.model.office
  if (!rule || !capacityQuantity || !capacityMethod) return []
  const place = run.places.find(({ path }) => path === rule.entry)
  if (place?.answer === undefined) return []
  const [group = '', field = ''] = rule.entry.split('.')
  const chosen = memberOf(run.groups[group] ?? null, field)
  const entries = run.city.register(rule.register)
  const whole = capacityQuantity(run)
  return (isList(chosen) ? chosen : [chosen]).flatMap((one) => {
    const id = memberOf(one, 'entry')
    const entry = entries.find((candidate) => candidate.id === id)
    if (!entry) return []
    const own = memberOf(one, 'quantity')
    const quantity = isList(chosen) && typeof own === 'number' ? own : whole
    if (typeof quantity !== 'number' || quantity <= 0) return []
    const method = run.withEntry(entry, capacityMethod) === 'lottery' ? 'lottery' : 'first-come'
    const preferred = run.model.office.capacityPreferred?.(run) === true
    const claim = { register: rule.register, entry: entry.id, quantity, waitingList: rule.waitingList, method } as const
    return [{ ...claim, ...(preferred ? { preferred } : {}) }]
  })
}

/** What the definition says of an entry of its register: how its places are given and until when. */
export function capacityTermsOf(run: Run, entry: RegisterEntry): CapacityTerms {
  const { capacityMethod, capacityClosesOn, capacityPromoteUntil, capacityOfferHours } = run.model.office
  const day = (program: Program | undefined): string | undefined => {
    const value = program && run.withEntry(entry, program)
    return typeof value === 'string' && isDay(value) ? value : undefined
  }
  const hours = capacityOfferHours?.(run)
  const closesOn = day(capacityClosesOn)
  const promoteUntil = day(capacityPromoteUntil)
  return {
    method: capacityMethod && run.withEntry(entry, capacityMethod) === 'lottery' ? 'lottery' : 'first-come',
    ...(closesOn === undefined ? {} : { closesOn }),
    ...(promoteUntil === undefined ? {} : { promoteUntil }),
    offerHours: typeof hours === 'number' && hours > 0 ? hours : usualOfferHours,
  }
}

const usualOfferHours = 48

function memberOf(value: Value, name: string): Value {
  return isRecord(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null
}

export function sectionOf(run: Run): string {
  const line = run.model.office.routing.find(({ when }) => when(run) === true)
  return line?.section ?? run.model.definition.owner
}

/** What the tables say of the fields of a decision that follow one. @param decided the other fields, as filled in */
export function followedOf(run: Run, outcomeId: string, decided: ValueRecord): readonly FollowedField[] {
  run.kase = { decided }
  const found = (run.model.office.follows.get(outcomeId) ?? []).map(({ field, run: program, reads }) => {
    const value = program(run)
    // An empty text is how a row says that the office judges by itself.
    const result =
      (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : null
    return { field, result, reads }
  })
  run.kase = null
  return found
}

/**
 * @param extra what only the office knows; columns see it as `kase`
 * @returns undefined when the layout's `where` leaves this case out
 */
export function exportRowOf(run: Run, layoutId: string, extra: ValueRecord): readonly string[] | undefined {
  const layout = run.model.office.exports.get(layoutId)
  run.kase = extra
  const stands = layout?.where === undefined || layout.where(run) === true
  const row = stands ? (layout?.columns ?? []).map((column) => exportValue(column(run))) : undefined
  run.kase = null
  return row
}
