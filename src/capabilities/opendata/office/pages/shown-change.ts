import { messages } from './messages.ja.ts'

/** Letters around a change in a long text that are shown with it. */
const around = 30
const short = 80

/**
 * Both texts, or of long ones what differs with a little of what stands around it. Where only blanks or line breaks differ, they are written as
 * signs: nobody sees them otherwise.
 */
export function shownChange(before: string, after: string): { readonly before: string; readonly after: string } {
  const blank = before.replace(/\s/g, '') === after.replace(/\s/g, '')
  const seen = (text: string): string => (blank ? withSigns(text) : text) || messages.differences.empty
  if (before.length <= short && after.length <= short) return { before: seen(before), after: seen(after) }
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1
  let tail = 0
  const room = Math.min(before.length, after.length) - head
  while (tail < room && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const part = (text: string): string => {
    const [from, to] = [Math.max(0, head - around), Math.min(text.length, text.length - tail + around)]
    const shown = text.slice(from, Math.min(to, from + 4 * short))
    if (text === '') return messages.differences.empty
    return `${from > 0 ? '…' : ''}${seen(shown)}${from + shown.length < text.length ? '…' : ''}`
  }
  return { before: part(before), after: part(after) }
}

function withSigns(text: string): string {
  return text
    .replace(/\r\n?|\n/g, '↵')
    .replaceAll('\t', '⇥')
    .replaceAll('\u3000', '□')
    .replaceAll(' ', '␣')
}
