import type { Context } from 'hono'
import type { Day } from '../../civic/day.ts'
import type { Words } from '../../design/index.ts'
import type { WebEnv } from '../../platform/http/index.ts'
import type { LocalText } from '../../platform/i18n/local-text.ts'
import { hasCalendarDay } from './calendar/list-calendar.ts'
import type { CompiledGuide } from './language/load.ts'
import {
  bringOf,
  comparedWords,
  type DueWords,
  dueWords,
  isSoon,
  type OfficeView,
  officeOf,
  officesOf,
  sayNear,
} from './list-view.ts'
import { navigatorMessages } from './messages.ts'
import type { Navigator } from './navigator.ts'
import type { Due } from './rules/due.ts'
import { isLate, type ListedItem } from './rules/make-list.ts'

/** A list in the words of one language, for the page and the mail. */
export interface PresentedList {
  readonly title: LocalText
  readonly today: string
  /** What is overdue, the longest first, each with what to do now. */
  readonly late: readonly {
    readonly id: string
    readonly name: LocalText
    readonly left: string
    readonly now: Words
  }[]
  /** What is best done before the first last day: that day alone would say that there is time. */
  readonly advised?: NextDay
  /** The first last day that is still to come. */
  readonly next?: NextDay
  readonly items: readonly PresentedItem[]
  /** Whether there is anything to put into a calendar. */
  readonly dated: boolean
  readonly benefits: readonly PresentedBenefit[]
  readonly bring: readonly { readonly name: LocalText; readonly items: readonly LocalText[] }[]
  readonly offices: readonly (OfficeView & { readonly items: readonly Words[] })[]
}

interface NextDay {
  readonly day: string
  /** Absent where the sooner the better. */
  readonly left?: string
  readonly name: LocalText
}

export interface PresentedItem {
  readonly id: string
  readonly name: LocalText
  readonly how: LocalText
  readonly office: OfficeView
  readonly law?: string
  readonly due?: DueWords
  /** What to do now that the last day has passed. */
  readonly late?: Words
  /** Where it is begun on this site: a procedure of ours, or another page. */
  readonly procedure?: {
    /** Of a procedure. */
    readonly id?: string
    readonly href: string
    readonly name: LocalText
    /** It can be filed on this site, alone or together with others. */
    readonly online: boolean
    /** An item before it in the list begins the same procedure. */
    readonly again?: boolean
  }
}

export interface PresentedBenefit {
  readonly id: string
  readonly name: LocalText
  readonly amount?: LocalText
  readonly why: LocalText
  readonly compared: readonly { readonly label: LocalText; readonly value: string }[]
}

/** Where an item is begun on this site: the procedure's page, or the page that the guide names. */
function onlineOf(item: ListedItem, items: readonly ListedItem[]): Pick<PresentedItem, 'procedure'> {
  const { procedure, page } = item
  if (procedure !== undefined) {
    const { id, name, online } = procedure
    const again = items.find((other) => other.procedure?.id === id) !== item
    return { procedure: { id, href: `/procedures/${id}`, name, online, again } }
  }
  return page === undefined ? {} : { procedure: { href: page.href, name: page.label, online: false } }
}

/** Says a list in the language of the request. */
export function presentList(
  c: Context<WebEnv>,
  { folder }: Pick<Navigator, 'folder'>,
  { guide }: CompiledGuide,
  today: Day,
  items: readonly ListedItem[],
): PresentedList {
  const locale = c.get('locale')
  const m = navigatorMessages[locale]
  const city = c.get('city')
  const coming = items.flatMap((item) =>
    item.due === undefined || isLate(item) ? [] : [{ due: item.due, name: item.name }],
  )
  const next = coming.find(({ due }) => !due.advised)
  const sayNext = ({ due, name }: { readonly due: Due; readonly name: LocalText }): NextDay => {
    const day = sayNear(due.last, today, locale)
    if (isSoon(due)) return { day: m.soon, name }
    return { day: due.advised ? m.advised(day) : m.until(day), left: m.left(due.left), name }
  }
  return {
    title: guide.title,
    today: sayNear(today, today, locale),
    late: items.filter(isLate).map((item) => ({
      id: item.id,
      name: item.name,
      left: m.late(-(item.due?.left ?? 0)),
      now: item.late ?? m.lateNote,
    })),
    ...(coming[0]?.due.advised ? { advised: sayNext(coming[0]) } : {}),
    ...(next === undefined ? {} : { next: sayNext(next) }),
    dated: items.some(hasCalendarDay),
    items: items.map((item) => ({
      id: item.id,
      name: item.name,
      how: item.how,
      office: officeOf(item, folder, city),
      ...(item.law === undefined ? {} : { law: item.law }),
      ...(item.due === undefined ? {} : { due: dueWords(item.due, today, m, locale) }),
      ...(isLate(item) ? { late: item.late ?? m.lateNote } : {}),
      ...onlineOf(item, items),
    })),
    benefits: items.flatMap((item) =>
      item.benefit === undefined
        ? []
        : [
            {
              id: item.id,
              name: item.name,
              why: item.benefit.why,
              compared: item.benefit.compared.map(({ label, value }) => ({
                label,
                value: comparedWords(value, m, locale),
              })),
              ...(item.benefit.amount === undefined ? {} : { amount: item.benefit.amount }),
            },
          ],
    ),
    bring: bringOf(items, folder),
    offices: officesOf(items, folder, city),
  }
}
