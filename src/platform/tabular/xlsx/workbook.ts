import path from 'node:path'
import type { ZipEntry } from '../zip/read-zip.ts'
import { readPart } from './read-part.ts'
import { XlsxBroken } from './xlsx-broken.ts'

export type Parts = ReadonlyMap<string, ZipEntry>

export interface Workbook {
  readonly calendar: 1900 | 1904
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: ZipEntry }[]
  readonly styles: ZipEntry | undefined
  readonly strings: ZipEntry | undefined
}

interface Relation {
  readonly type: string
  readonly target: string
}

const mostSheets = 200

/** The workbook by the relations of its package; what lies outside of the package is not followed. */
export async function readWorkbook(parts: Parts): Promise<Workbook> {
  const top = await relationsOf(parts, '')
  const main = [...top.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const book = parts.get(main.toLowerCase())
  if (book === undefined || !main.toLowerCase().endsWith('.xml')) throw new XlsxBroken('not-xlsx')
  const relations = await relationsOf(parts, main)
  const listed: { name: string; hidden: boolean; id: string }[] = []
  let calendar: 1900 | 1904 = 1900
  let isWorkbook = false
  await readPart(book, {
    open: (name, attributes) => {
      if (name === 'workbook') isWorkbook = true
      if (name === 'workbookPr' && ['1', 'true'].includes(attributes.get('date1904') ?? '')) calendar = 1904
      if (name !== 'sheet') return
      const id = [...attributes].find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      listed.push({
        name: attributes.get('name') ?? '',
        hidden: attributes.has('state') && attributes.get('state') !== 'visible',
        id,
      })
      if (listed.length > mostSheets) throw new XlsxBroken('xlsx-damaged')
    },
  })
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const relation = relations.get(id)
    const part = relation?.type === 'worksheet' ? parts.get(relation.target.toLowerCase()) : undefined
    return part === undefined ? [] : [{ name, hidden, part }]
  })
  if (!isWorkbook || sheets.length === 0) throw new XlsxBroken('not-xlsx')
  const partOf = (type: string) => {
    const found = [...relations.values()].find((relation) => relation.type === type)
    return found === undefined ? undefined : parts.get(found.target.toLowerCase())
  }
  return { calendar, sheets, styles: partOf('styles'), strings: partOf('sharedStrings') }
}

async function relationsOf(parts: Parts, owner: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = path.posix.dirname(owner)
  const entry = parts.get(path.posix.join(folder, '_rels', `${path.posix.basename(owner)}.rels`).toLowerCase())
  const relations = new Map<string, Relation>()
  if (entry === undefined) return relations
  await readPart(entry, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External' || relations.size > 1000) return
      const target = attributes.get('Target') ?? ''
      relations.set(attributes.get('Id') ?? '', {
        type: (attributes.get('Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target),
      })
    },
  })
  return relations
}
