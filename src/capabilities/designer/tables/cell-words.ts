import { isDay } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { messages } from './messages.ja.ts'

const words = messages.cells

/** Choices by name and id; the same for anything else. */
export interface CellNames {
  readonly nameOf: (id: string) => string
  readonly idOf: (name: string) => string
}

/** A cell of a decision table as people say it: `>=3` is 3以上, `in [a, b]` is the names, `-` is empty: whatever it is. */
export function wordsOfCell(cell: string, { nameOf }: CellNames): string {
  const text = cell.trim()
  if (text === '-') return ''
  if (text.startsWith('=')) return text
  if (text === 'null') return words.missing
  const range = /^(-?[\d-]+)\s*\.\.\s*(-?[\d-]+)$/.exec(text)
  if (range) return words.range(range[1] ?? '', range[2] ?? '')
  const list = /^in\s*\[(.*)\]$/.exec(text)
  if (list)
    return (list[1] ?? '')
      .split(',')
      .map((part) => nameWords(part.trim(), nameOf))
      .join('・')
  const compared = /^(>=|<=|!=|>|<)\s*(.+)$/.exec(text)
  if (!compared) return nameWords(text, nameOf)
  const sign = compared[1] as keyof typeof words.signs
  return `${nameWords(compared[2] ?? '', nameOf)}${words.signs[sign]}`
}

function nameWords(text: string, nameOf: CellNames['nameOf']): string {
  return text === 'null' ? words.missing : nameOf(text.replace(/^(["'])(.*)\1$/, '$2'))
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/(?:以上|以後|以降|から)$/u, '>='],
  [/(?:以下|まで)$/u, '<='],
  [/(?:より大きい|より多い|より後|より上|超)$/u, '>'],
  [/(?:未満|より小さい|より少ない|より前)$/u, '<'],
  [/以外$/u, '!='],
]

/** What was written as a cell. The notation itself is taken too. Undefined: it says nothing that a cell can hold. */
export function cellOfWords(typed: string, names: CellNames): string | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '' || text === '-' || text === words.any) return '-'
  if (text.length > 300 || /\p{Cc}/u.test(text)) return undefined
  if (/^=/.test(text) || /^in\s*\[.*\]$/.test(text)) return text
  const signed = /^(>=|<=|!=|>|<)\s*(.+)$/.exec(text)
  if (signed) return `${signed[1]}${literal(signed[2] ?? '', names)}`
  const range = /^(.+?)\s*(?:\.\.|~|〜|から)\s*(.+?)(?:まで)?$/u.exec(text)
  if (range) {
    const [from, to] = [literal(range[1] ?? '', names), literal(range[2] ?? '', names)]
    if (isOrdered(from) && isOrdered(to)) return `${from}..${to}`
  }
  const whole = literal(text, names)
  if (whole !== text || names.nameOf(text) !== text) return whole
  const ending = endings.find(([pattern]) => pattern.test(text))
  if (ending) return `${ending[1]}${literal(text.replace(ending[0], ''), names)}`
  const parts = listed(text, names)
  return parts.length > 1 ? `in [${parts.join(', ')}]` : whole
}

/** Names in a row, parted by ・ or 、: a name that holds such a sign itself is one name. */
function listed(text: string, names: CellNames): readonly string[] {
  const parts = text.split(/([・、,])/u)
  const found: string[] = []
  for (let at = 0; at < parts.length; ) {
    let end = parts.length
    while (end > at + 1 && names.idOf(parts.slice(at, end).join('').trim()) === parts.slice(at, end).join('').trim())
      end -= 2
    found.push(literal(parts.slice(at, end).join(''), names))
    at = end + 1
  }
  return found
}

function isOrdered(text: string): boolean {
  return /^-?\d{1,15}$/.test(text) || /^\d{4}-\d{2}(?:-\d{2})?$/.test(text)
}

function literal(typed: string, { idOf }: CellNames): string {
  const text = typed.trim()
  if (text === words.missing) return 'null'
  const number = text.replaceAll(',', '').replace(/(?:円|人|歳|個|日|回)$/u, '')
  return /^-?\d{1,15}$/.test(number) ? number : idOf(text)
}

/** A day as people write it; what is no day stays as it is. */
export function dayWords(day = ''): string {
  return isDay(day) ? formatEra(day) : day
}
