import type { PostedForm } from '../../../platform/http/index.ts'
import { readLocalText } from '../outline/local-text.tsx'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'

const words = messages.terms.problems

/** As much as the screen reads; a working copy may be broken anywhere. */
export interface TermsData {
  readonly processing?: {
    readonly days?: number
    readonly counting?: string
    readonly statutory?: { readonly law?: string; readonly article?: string }
  }
  readonly filingDeadline?: { readonly days?: number; readonly months?: number; readonly article?: string }
  readonly acceptance?: {
    readonly season?: { readonly from?: string; readonly to?: string }
    readonly paused?: boolean
    readonly closedText?: { readonly ja?: string; readonly easy?: string; readonly en?: string }
  }
}

export type TermsReading =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** Periods, season and pause from their form. Numbers that the law has set are not in the form, so they stay. */
export function readTerms(form: PostedForm, data: TermsData): TermsReading {
  const problems: Record<string, string> = {}
  const edits: Edit[] = []
  const set = (path: readonly string[], value: YamlValue | undefined): void => {
    edits.push({ do: 'set', path, value })
  }
  const days = wholeNumber(form, 'days', 3660)
  if (days === null) problems.days = words.days
  else if (days !== undefined && data.processing) set(['processing', 'days'], days)
  for (const [part, limit] of [
    ['days', 3660],
    ['months', 240],
  ] as const) {
    const name = part === 'days' ? 'deadlineDays' : 'deadlineMonths'
    const count = wholeNumber(form, name, limit)
    if (count === null) problems[name] = part === 'days' ? words.days : words.months
    else if (count !== undefined && data.filingDeadline?.[part] !== undefined) set(['filingDeadline', part], count)
  }
  readAcceptance(form, data, problems, set)
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, edits }
}

function readAcceptance(
  form: PostedForm,
  { acceptance }: TermsData,
  problems: Record<string, string>,
  set: (path: readonly string[], value: YamlValue | undefined) => void,
): void {
  // A season of a law is not in the form: it stays as it is.
  const shown = form.fields.get('seasonFrom') !== undefined
  const kept = acceptance?.season
  const [from, to] = shown
    ? [form.text('seasonFrom').trim(), form.text('seasonTo').trim()]
    : [kept?.from ?? '', kept?.to ?? '']
  const season = from !== '' || to !== ''
  if (season && !(isMonthDay(from) && isMonthDay(to))) problems.seasonFrom = words.monthDay
  const paused = form.text('paused') === 'paused'
  const closedText = readLocalText(form, 'closedText', problems, false)
  if (closedText === undefined) {
    if (season || paused || acceptance !== undefined) problems['closedText.ja'] ??= words.closedText
    return
  }
  if (acceptance === undefined) {
    set(['acceptance'], { ...(season ? { season: { from, to } } : {}), ...(paused ? { paused } : {}), closedText })
    return
  }
  if (!season) set(['acceptance', 'season'], undefined)
  else if (acceptance.season === undefined) set(['acceptance', 'season'], { from, to })
  else {
    set(['acceptance', 'season', 'from'], from)
    set(['acceptance', 'season', 'to'], to)
  }
  set(['acceptance', 'paused'], paused ? true : undefined)
  set(['acceptance', 'closedText'], closedText)
}

/** Undefined: not sent, or left empty. Null: no whole number up to the limit. */
function wholeNumber(form: PostedForm, name: string, limit: number): number | undefined | null {
  const typed = form.text(name).trim()
  if (typed === '') return undefined
  return /^\d{1,5}$/.test(typed) && Number(typed) <= limit ? Number(typed) : null
}

function isMonthDay(text: string): boolean {
  const match = /^(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [month, day] = [Number(match[1]), Number(match[2])]
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2024, month, 0)).getUTCDate()
}
