import type { Day } from '../../../civic/day.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Answers, CityFacts, CompiledProcedure, Filing, Problem } from '../../procedures/index.ts'
import { comparedId, valueIds } from '../language/as-definition.ts'
import { thingOf, type WholeItem } from '../language/guide.ts'
import type { CompiledGuide } from '../language/load.ts'
import { type Due, dueOf } from './due.ts'

/** One line of a person's list. */
export interface ListedItem {
  readonly id: string
  readonly name: LocalText
  readonly how: LocalText
  readonly office: string
  readonly law?: string
  readonly bring: readonly string[]
  /** A procedure that this city offers here. */
  readonly procedure?: {
    readonly id: string
    readonly name: LocalText
    readonly summary: LocalText
    readonly owner: string
    /** It is filed on this site. */
    readonly online: boolean
  }
  /** A page of this site where it is begun. */
  readonly page?: { readonly href: string; readonly label: LocalText }
  readonly due?: Due
  /** What to do now, where the last day has passed and the guide has words of its own for that. */
  readonly late?: LocalText
  readonly benefit?: ListedBenefit
}

/** A day that the law sets has passed. Advice that is over is no delay. */
export function isLate({ due }: Pick<ListedItem, 'due'>): boolean {
  return due !== undefined && !due.advised && due.left < 0
}

/** Why a benefit stands in the list: the reason with its values, and the values that were compared. */
export interface ListedBenefit {
  readonly amount?: LocalText
  readonly why: LocalText
  readonly compared: readonly { readonly label: LocalText; readonly value: LocalText }[]
}

/** The filing that the expressions see: over the net, today, by oneself. */
export function guideFiling(today: Day): Filing {
  return { today, filedOn: today, channel: 'online', filer: 'self', assurance: 'none' }
}

/** What is to be done after these answers: what is overdue, then as the last days come; what nothing times comes last. */
export function makeList(
  { items, questions }: CompiledGuide,
  answers: Answers,
  today: Day,
  city: CityFacts,
  procedures: readonly CompiledProcedure[],
): readonly ListedItem[] {
  const { values, problems } = questions.evaluate(answers, guideFiling(today), city)
  const listed = items
    .filter(({ id }) => values[valueIds.when(id)] === true)
    .map((item): ListedItem => {
      const procedure = procedures.find(({ definition }) => definition.id === item.procedure)
      const due = dueOf(item.due, values[valueIds.day(item.id)], procedure, city, today)
      const reason = problems.find(({ rule }) => rule?.id === item.id)
      const benefit = item.benefit && reason && benefitOf(item, reason.message, problems)
      return {
        id: item.id,
        name: item.name,
        how: item.how,
        office: item.office,
        ...lawOf(item, procedure),
        bring: (item.bring ?? [])
          .filter((bring) => typeof bring === 'string' || values[valueIds.bring(item.id, bring.thing)] === true)
          .map(thingOf),
        ...(procedure === undefined ? {} : { procedure: linked(procedure) }),
        ...(item.page === undefined ? {} : { page: item.page }),
        ...(due === undefined ? {} : { due }),
        ...(item.late !== undefined && isLate(due === undefined ? {} : { due }) ? { late: item.late } : {}),
        ...(benefit === undefined ? {} : { benefit }),
      }
    })
  return listed.toSorted((a, b) => rank(a).localeCompare(rank(b)))
}

/** The order: delays, advice whose day is over, days as they come, then what has none. The guide's own order breaks a tie. */
function rank(item: ListedItem): string {
  const { due } = item
  if (due === undefined) return '3'
  return `${isLate(item) ? 0 : due.left < 0 ? 1 : 2} ${due.last}`
}

function lawOf(item: WholeItem, procedure: CompiledProcedure | undefined): { readonly law?: string } {
  const basis = procedure?.definition.legalBasis[0]
  const law = item.law ?? (basis === undefined ? undefined : `${basis.law} ${basis.article}`)
  return law === undefined ? {} : { law }
}

function linked({ definition }: CompiledProcedure): NonNullable<ListedItem['procedure']> {
  const { id, name, summary, owner } = definition
  const online =
    definition.carriedBy === undefined && definition.filers.some(({ channels }) => channels.includes('online'))
  return { id, name, summary, owner, online }
}

function benefitOf({ id, benefit }: WholeItem, why: LocalText, problems: readonly Problem[]): ListedBenefit {
  return {
    why,
    compared: Object.entries(benefit?.compares ?? {}).flatMap(([name, { label }]) => {
      const said = problems.find(({ rule }) => rule?.id === comparedId(id, name))
      return said === undefined ? [] : [{ label, value: said.message }]
    }),
    ...(benefit?.amount === undefined ? {} : { amount: benefit.amount }),
  }
}
