import { hasControls } from './controls.ts'
import { FileRefused } from './refusal.ts'

/** An element with what stands in it. Names are as written, with their prefix. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** Text directly inside, outer spaces off. */
  readonly text: string
}

interface Growing extends XmlElement {
  readonly attributes: Map<string, string>
  readonly children: Growing[]
  text: string
}

const deepest = 40
const mostElements = 50_000
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const NAME = /[\p{L}_][\p{L}\p{N}_.:-]*/uy
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy

/**
 * Reads the XML of a delivered form: elements, attributes, text. There are no declarations, so there is nothing that an
 * entity could expand to or fetch (XXE): a document with DOCTYPE is refused unread. Throws `FileRefused`.
 */
export function readXml(source: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw new FileRefused('xml-doctype')
  const root: Growing = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Growing[] = [root]
  let at = 0
  let elements = 0
  const fail = (): never => {
    throw new FileRefused('xml-broken', { line: source.slice(0, at).split('\n').length })
  }
  const after = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from)
    return found < 0 ? fail() : found + mark.length
  }
  while (at < source.length) {
    const here = open.at(-1) ?? fail()
    if (source[at] !== '<') {
      const next = source.indexOf('<', at)
      const end = next < 0 ? source.length : next
      here.text += plainText(source.slice(at, end), fail)
      at = end
    } else if (source.startsWith('<!--', at)) at = after('-->', at)
    else if (source.startsWith('<![CDATA[', at)) {
      const end = after(']]>', at)
      here.text += source.slice(at + 9, end - 3)
      at = end
    } else if (source.startsWith('<?', at)) at = after('?>', at)
    else if (source.startsWith('</', at)) {
      const end = after('>', at)
      if (open.length < 2 || source.slice(at + 2, end - 1).trim() !== here.name) fail()
      here.text = here.text.trim()
      open.pop()
      at = end
    } else {
      NAME.lastIndex = at + 1
      const name = NAME.exec(source)?.[0] ?? fail()
      const element: Growing = { name, attributes: new Map(), children: [], text: '' }
      let end = NAME.lastIndex
      ATTRIBUTE.lastIndex = end
      for (let match = ATTRIBUTE.exec(source); match; match = ATTRIBUTE.exec(source)) {
        const [, key = '', double, single] = match
        if (element.attributes.has(key)) fail()
        element.attributes.set(key, plainText(double ?? single ?? '', fail))
        end = ATTRIBUTE.lastIndex
      }
      const close = /\s*(\/?)>/y
      close.lastIndex = end
      const tail = close.exec(source) ?? fail()
      here.children.push(element)
      elements += 1
      if (tail[1] !== '/') open.push(element)
      if (open.length > deepest || elements > mostElements) throw new FileRefused('xml-deep')
      at = close.lastIndex
    }
  }
  const [first] = root.children
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '' || !first) return fail()
  return first
}

function plainText(text: string, fail: () => never): string {
  return text.replace(/&([^;&\s]{0,20};?)/g, (_, body: string) => {
    const known = named[body.slice(0, -1)]
    if (known !== undefined && body.endsWith(';')) return known
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));$/.exec(body)
    if (!number) return fail()
    const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16)
    const letter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : fail()
    return hasControls(letter) ? fail() : letter
  })
}
