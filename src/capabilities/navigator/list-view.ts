import { type Day, partsOf } from '../../civic/day.ts'
import { sayDay, sayFullDay, sectionOf, type Words } from '../../design/index.ts'
import type { City } from '../../platform/cities.ts'
import { type Locale, type LocalText, pickText } from '../../platform/i18n/local-text.ts'
import type { GuideFolder } from './language/folder.ts'
import type { NavigatorMessages } from './messages.ts'
import type { Due } from './rules/due.ts'
import { isLate, type ListedItem } from './rules/make-list.ts'

/** A last day in words: 「12月8日（火）まで」,「あと11日」, and what it is counted from. */
export interface DueWords {
  readonly day: string
  /** Absent where a day that was only advice has passed. */
  readonly left?: string
  readonly tone: 'soon' | 'wrong' | 'plain'
  readonly counted?: string
  readonly late: boolean
}

/** Advice for today, or for a day that is over: the sooner the better. */
export function isSoon({ advised, left }: Due): boolean {
  return advised && left <= 0
}

/** Days that are near enough to be shown in yellow. */
const soonDays = 14

export function dueWords(due: Due, today: Day, m: NavigatorMessages, locale: Locale): DueWords {
  const say = (day: Day): string => sayNear(day, today, locale)
  const late = isLate({ due })
  const { from, article } = due
  return {
    day: due.advised
      ? isSoon(due)
        ? m.soon
        : m.advised(say(due.last))
      : from !== undefined && due.opensLater
        ? m.between(say(from), say(due.last))
        : m.until(say(due.last)),
    ...(isSoon(due) ? {} : { left: due.left < 0 ? m.late(-due.left) : m.left(due.left) }),
    tone: late ? 'wrong' : due.left <= soonDays ? 'soon' : 'plain',
    late,
    ...countedWords(from === due.last ? undefined : from, article, say, m),
  }
}

function countedWords(
  from: Day | undefined,
  article: string | undefined,
  say: (day: Day) => string,
  m: NavigatorMessages,
): Pick<DueWords, 'counted'> {
  if (article === undefined) return {}
  return { counted: from === undefined ? m.byArticle(article) : m.counted(say(from), article) }
}

/** The year is said where it is another one. */
export function sayNear(day: Day, today: Day, locale: Locale): string {
  return partsOf(day).year === partsOf(today).year ? sayDay(day, locale) : sayFullDay(day, locale)
}

/** A compared value as a person reads it: the engine says yes and no in Japanese only. */
export function comparedWords(value: LocalText, m: NavigatorMessages, locale: Locale): string {
  if (value.ja === 'はい') return m.yes
  return value.ja === 'いいえ' ? m.no : inWords(value, locale)
}

/** Who is in charge of an item, with the city's own name and telephone where it is one of its sections. */
export interface OfficeView {
  readonly id: string
  readonly name: LocalText
  /** Absent: not an office of the city. */
  readonly phone?: string
}

/** The office of an item: the procedure's owner where it is a procedure of ours. */
export function officeOf(item: Pick<ListedItem, 'office' | 'procedure'>, folder: GuideFolder, city: City): OfficeView {
  const office = folder.offices.get(item.office)
  const code = item.procedure?.owner ?? office?.section
  if (code !== undefined) {
    const { name, phone } = sectionOf(city, code)
    return { id: code, name: hasSection(city, code) ? name : (office?.name ?? name), phone }
  }
  return { id: item.office, name: office?.name ?? { ja: item.office } }
}

function hasSection(city: City, code: string): boolean {
  const { sections } = city.settings
  return typeof sections === 'object' && sections !== null && Object.hasOwn(sections, code)
}

/** Offices of a list, each once, with the items that lead there. */
export function officesOf(
  items: readonly ListedItem[],
  folder: GuideFolder,
  city: City,
): readonly (OfficeView & { readonly items: readonly Words[] })[] {
  const found = new Map<string, OfficeView & { items: Words[] }>()
  for (const item of items) {
    const office = officeOf(item, folder, city)
    const known = found.get(office.id) ?? { ...office, items: [] }
    known.items.push(item.name)
    found.set(office.id, known)
  }
  return [...found.values()]
}

/** Things to bring, each once, with what they are for. */
export function bringOf(
  items: readonly ListedItem[],
  folder: GuideFolder,
): readonly { readonly name: LocalText; readonly items: readonly LocalText[] }[] {
  const found = new Map<string, LocalText[]>()
  for (const item of items) for (const id of item.bring) found.set(id, [...(found.get(id) ?? []), item.name])
  return [...found].flatMap(([id, names]) => {
    const thing = folder.things.get(id)
    return thing === undefined ? [] : [{ name: thing.name, items: names }]
  })
}

export function inWords(text: LocalText, locale: Locale): string {
  return pickText(text, locale).text
}
