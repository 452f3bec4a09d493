import type { ZipContainer } from '../manifest/schema.ts'
import { readXml, type XmlElement } from './xml.ts'

export interface Item {
  readonly id: string
  readonly label: string
  readonly value: string
}

type XmlForm = Extract<ZipContainer['values'][number], { as: 'items-xml' }>

/** The items of an XML form, wherever in the document they stand. */
export function itemsOfXml(source: string, form: XmlForm): readonly Item[] {
  const items: Item[] = []
  const open: XmlElement[] = [readXml(source)]
  for (let element = open.pop(); element; element = open.pop()) {
    if (plainName(element.name) === form.item)
      items.push({ id: read(element, form.id), label: read(element, form.label), value: read(element, form.value) })
    open.push(...[...element.children].reverse())
  }
  return items
}

function read(element: XmlElement, where: string | undefined): string {
  if (where === undefined) return ''
  if (where === '.') return element.text
  if (where.startsWith('@')) return element.attributes.get(where.slice(1)) ?? ''
  return element.children.find(({ name }) => plainName(name) === where)?.text ?? ''
}

/** Without the prefix of its namespace: senders differ in it. */
function plainName(name: string): string {
  return name.split(':').at(-1) ?? name
}
