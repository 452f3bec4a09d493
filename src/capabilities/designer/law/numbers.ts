import { isDay } from '../../../civic/day.ts'

/** A number or a day that stands in an expression, with its place there. */
export interface NumberInText {
  readonly start: number
  readonly end: number
  readonly kind: 'number' | 'day' | 'month'
  /** `15`, `2024-10-01` or `2024-10`. */
  readonly value: string
}

const token = /'([^']*)'|"([^"]*)"|(?<![\w.])\d+(?![\w.])/g

/** Numbers and days of an expression that may be the law's, in order. 0 and 1 only count or step: they are left alone. */
export function numbersIn(source: string): readonly NumberInText[] {
  const found: NumberInText[] = []
  for (const match of source.matchAll(token)) {
    const [whole] = match
    const quoted = match[1] ?? match[2]
    if (quoted === undefined) {
      if (Number(whole) > 1)
        found.push({ start: match.index, end: match.index + whole.length, kind: 'number', value: whole })
      continue
    }
    const kind = isDay(quoted) ? 'day' : /^\d{4}-(?:0[1-9]|1[0-2])$/.test(quoted) ? 'month' : undefined
    if (kind !== undefined)
      found.push({ start: match.index + 1, end: match.index + whole.length - 1, kind, value: quoted })
  }
  return found
}

/** The expression with other numbers in the places of its own. */
export function withNumbers(source: string, values: readonly string[]): string {
  let out = source
  numbersIn(source)
    .map((each, n) => ({ ...each, to: values[n] ?? each.value }))
    .toReversed()
    .forEach(({ start, end, to }) => {
      out = out.slice(0, start) + to + out.slice(end)
    })
  return out
}

/** Whether a text may stand where a number or day of that kind stands. */
export function fits(kind: NumberInText['kind'], text: string): boolean {
  if (kind === 'number') return /^(?:[1-9]\d{0,8}|0)$/.test(text)
  return kind === 'day' ? isDay(text) : /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text)
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** The sign of the nth number, from 0. */
export function signOf(n: number): string {
  return circled[n] ?? `(${n + 1})`
}

/** The expression with each number behind its sign, so that a person finds which one is meant. */
export function signed(source: string): string {
  let out = source
  numbersIn(source)
    .map((each, n) => ({ ...each, n }))
    .toReversed()
    .forEach(({ start, n }) => {
      out = `${out.slice(0, start)}${signOf(n)}${out.slice(start)}`
    })
  return out.replaceAll(/\s+/g, ' ').trim()
}
