import { isDeepStrictEqual } from 'node:util'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { messages } from './messages.ja.ts'

/** One difference: a sentence, and the words before and after where words changed. */
export interface DifferenceLine {
  readonly sentence: string
  readonly before?: string
  readonly after?: string
}

/** A text in its languages, each on a line of its own. */
export function textLines(what: string, before: LocalText | undefined, after: LocalText | undefined): DifferenceLine[] {
  return (['ja', 'easy', 'en'] as const).flatMap((language) => {
    const [was, now] = [before?.[language], after?.[language]]
    if (was === now) return []
    const name = messages.languages[language]
    const say = was === undefined ? messages.textAdded : now === undefined ? messages.textGone : messages.text
    return [
      {
        sentence: say(what, name),
        ...(was === undefined ? {} : { before: was }),
        ...(now === undefined ? {} : { after: now }),
      },
    ]
  })
}

/** Lists by id: what comes, what goes, what changes its place, and what `compare` finds in those that stay. */
export function listLines<T>(
  before: readonly T[],
  after: readonly T[],
  how: {
    readonly idOf: (item: T) => string
    readonly nameOf: (item: T) => string
    readonly added?: (item: T) => string
    readonly compare: (was: T, now: T) => readonly DifferenceLine[]
    readonly ordered?: boolean
  },
): DifferenceLine[] {
  const find = (items: readonly T[], id: string): T | undefined => items.find((item) => how.idOf(item) === id)
  const lines: DifferenceLine[] = []
  for (const item of after) {
    const was = find(before, how.idOf(item))
    if (was === undefined) lines.push({ sentence: messages.added(how.nameOf(item), how.added?.(item) ?? '') })
    else lines.push(...how.compare(was, item))
  }
  for (const item of before) {
    if (find(after, how.idOf(item)) === undefined) lines.push({ sentence: messages.gone(how.nameOf(item)) })
  }
  if (how.ordered) lines.push(...orderLines(before.map(how.idOf), after, how))
  return lines
}

/** Those that moved against their neighbours that stayed: each said once. */
function orderLines<T>(
  before: readonly string[],
  after: readonly T[],
  how: { readonly idOf: (item: T) => string; readonly nameOf: (item: T) => string },
): DifferenceLine[] {
  const kept = after.filter((item) => before.includes(how.idOf(item)))
  const places = kept.map((item) => before.indexOf(how.idOf(item)))
  const moved = kept.filter(
    (_, i) => places[i] !== undefined && i > 0 && (places[i] ?? 0) < Math.max(...places.slice(0, i)),
  )
  return moved.map((item) => ({ sentence: messages.moved(how.nameOf(item)) }))
}

/** Something that has no words of its own: that it changes is said, what it holds stands beside it. */
export function partLine(what: string, before: unknown, after: unknown): DifferenceLine[] {
  if (isDeepStrictEqual(before, after)) return []
  if (before === undefined) return [{ sentence: messages.added(what, ''), after: shown(after) }]
  if (after === undefined) return [{ sentence: messages.gone(what), before: shown(before) }]
  return [{ sentence: messages.changed(what), before: shown(before), after: shown(after) }]
}

export function shown(value: unknown): string {
  if (typeof value === 'string') return value
  const text = JSON.stringify(value) ?? ''
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}
