/**
 * Markup with holes. A page of a form is the same for everybody but for a few values: it is rendered once with marks in
 * the holes, and a request only fills them in. Marks are of the private use area; a value can't forge one, since values
 * are put in after the text was cut at the marks.
 */
export interface Template {
  /** One more than there are holes. */
  readonly chunks: readonly string[]
  readonly holes: readonly string[]
}

const open = '\uE0F0'
const close = '\uE0F1'

/** The mark of a hole, to be rendered where the value will stand. */
export function mark(hole: string): string {
  return `${open}${hole}${close}`
}

/** Cuts rendered markup at its marks. */
export function cut(html: string): Template {
  const chunks: string[] = []
  const holes: string[] = []
  let at = 0
  for (const match of html.matchAll(/\uE0F0([^\uE0F1]*)\uE0F1/g)) {
    chunks.push(html.slice(at, match.index))
    holes.push(match[1] ?? '')
    at = match.index + match[0].length
  }
  chunks.push(html.slice(at))
  return { chunks, holes }
}

/** The markup with its holes filled by ready markup. */
export function fillRaw({ chunks, holes }: Template, value: (hole: string) => string): string {
  let html = chunks[0] ?? ''
  for (let i = 0; i < holes.length; i += 1) html += value(holes[i] ?? '') + (chunks[i + 1] ?? '')
  return html
}

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escapeHtml(text: string): string {
  return /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (character) => special[character] ?? character) : text
}
