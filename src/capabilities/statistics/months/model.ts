import { z } from 'zod'

const counts = z.record(z.string(), z.number().int().nonnegative())

/** The numbers of one procedure in one section in one month. Whole numbers, kept inside; shown by the rules of suppression. */
export const monthFigures = z.object({
  /** Arrived in the month, by channel. */
  filed: counts,
  /** Ended in the month: by the result of the decision, or `withdrawn`, `expired`, `cancelled` without one. */
  ended: counts,
  /** Calendar days from arrival to decision, one for each decision of the month. */
  wholeDays: z.array(z.number().int().nonnegative()),
  /** The days that count towards the processing period: without pauses, open days where the period counts those. */
  countedDays: z.array(z.number().int().nonnegative()),
  /** Decided within the statutory or standard period. */
  onTime: z.number().int().nonnegative(),
  /** Requests for correction made in the month, and how often each field was asked for. */
  corrections: z.number().int().nonnegative(),
  corrected: counts,
  /** Fees received in the month, without those taken back. */
  payments: z.number().int().nonnegative(),
  amount: z.number().int().nonnegative(),
})
export type MonthFigures = z.infer<typeof monthFigures>

/** What is counted together: a procedure in a section. No sum over sections is ever shown. */
export interface Unit {
  readonly procedureId: string
  readonly sectionId: string
}

export interface UnitMonth extends Unit {
  readonly figures: MonthFigures
}

/** Ages of open cases in days since arrival; the last class has no end. */
export const ageClasses = [
  { from: 0, to: 7 },
  { from: 8, to: 14 },
  { from: 15, to: 30 },
  { from: 31, to: 60 },
  { from: 61 },
] as const

/** Open cases of today by age, in the order of `ageClasses`. */
export interface UnitPending extends Unit {
  readonly byAge: readonly number[]
}

/** Where the numbers of cases come from; `app.ts` joins it with the capability that has the cases. */
export interface CaseSource {
  /** All units with anything in the days from `from` up to and without `until`. */
  month(cityId: string, from: string, until: string): Promise<readonly UnitMonth[]>
  pending(cityId: string, now: Date): Promise<readonly UnitPending[]>
  /** Day of the first arrival; undefined without cases. */
  firstDay(cityId: string): Promise<string | undefined>
  sections(cityId: string, on: string): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** The section that a definition's `owner` means in this city; undefined while the city has none. */
  ownerSection(cityId: string, owner: string, on: string): Promise<string | undefined>
}

export const noFigures: MonthFigures = {
  filed: {},
  ended: {},
  wholeDays: [],
  countedDays: [],
  onTime: 0,
  corrections: 0,
  corrected: {},
  payments: 0,
  amount: 0,
}

/** Several months as one. */
export function addFigures(all: readonly MonthFigures[]): MonthFigures {
  const added = (pick: (figures: MonthFigures) => Readonly<Record<string, number>>): Record<string, number> => {
    const sums: Record<string, number> = {}
    for (const figures of all)
      for (const [name, count] of Object.entries(pick(figures))) sums[name] = (sums[name] ?? 0) + count
    return sums
  }
  const sum = (pick: (figures: MonthFigures) => number): number => all.reduce((total, each) => total + pick(each), 0)
  return {
    filed: added(({ filed }) => filed),
    ended: added(({ ended }) => ended),
    wholeDays: all.flatMap(({ wholeDays }) => wholeDays),
    countedDays: all.flatMap(({ countedDays }) => countedDays),
    onTime: sum(({ onTime }) => onTime),
    corrections: sum(({ corrections }) => corrections),
    corrected: added(({ corrected }) => corrected),
    payments: sum(({ payments }) => payments),
    amount: sum(({ amount }) => amount),
  }
}
