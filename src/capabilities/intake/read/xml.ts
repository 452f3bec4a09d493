import { XmlBroken } from '../../../platform/tabular/xml/xml-broken.ts'
import { XmlEvents } from '../../../platform/tabular/xml/xml-events.ts'
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
  readonly children: Growing[]
  text: string
}

const mostElements = 50_000

/** Reads the XML of a delivered form, which has to be whole and without declarations. Throws `FileRefused`. */
export function readXml(source: string): XmlElement {
  const root: Growing = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Growing[] = [root]
  const here = (): Growing => open.at(-1) ?? root
  let elements = 0
  const events = new XmlEvents({
    open: (name, attributes) => {
      elements += 1
      if (elements > mostElements) throw new FileRefused('xml-deep')
      const element: Growing = { name, attributes: new Map(attributes), children: [], text: '' }
      here().children.push(element)
      open.push(element)
    },
    text: (text) => {
      here().text += text
    },
    close: () => {
      const element = open.pop()
      if (element) element.text = element.text.trim()
    },
  })
  try {
    events.write(source)
    events.end()
  } catch (error) {
    if (error instanceof XmlBroken)
      throw new FileRefused(error.code, error.code === 'xml-broken' ? { line: error.line } : {})
    throw error
  }
  return root.children[0] ?? root
}
