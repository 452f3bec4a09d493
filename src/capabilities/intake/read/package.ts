import { matches, matchesAny } from '../manifest/glob.ts'
import type { ZipContainer } from '../manifest/schema.ts'
import { decode } from './encoding.ts'
import { type Item, itemsOfXml } from './items-xml.ts'
import { FileRefused } from './refusal.ts'
import { type RawRow, rowsOf } from './rows.ts'
import { readZip, type ZipEntry } from './zip.ts'

const largestValues = 5 * 1024 * 1024

/** One application in one ZIP: its answers from the file that the manifest names first, everything else by its role. */
export function readPackage(container: ZipContainer, file: Buffer): RawRow {
  const entries = readZip(file)
  // Each is unpacked once, one after the other: what is damaged is refused here and not later, row by row.
  for (const entry of entries) entry.bytes()
  const isEvidence = (name: string): boolean =>
    [container.form, container.signature, container.verification].some((globs) => matchesAny(globs, name))
  let values: { readonly form: ZipContainer['values'][number]; readonly entry: ZipEntry } | undefined
  for (const form of container.values) {
    const found = entries.filter(({ name }) => matches(form.file, name) && !isEvidence(name))
    if (found.length > 1) throw new FileRefused('values-many', { count: found.length })
    if (found[0] && !values) values = { form, entry: found[0] }
  }
  if (!values) throw new FileRefused('values-missing', { names: container.values.map(({ file }) => file).join('、') })
  const row = readValues(container, values.form, values.entry)
  const isValues = (name: string): boolean => container.values.some((form) => matches(form.file, name))
  const roleOf = (name: string) =>
    matchesAny(container.form, name)
      ? ('form' as const)
      : matchesAny(container.signature, name)
        ? ('signature' as const)
        : matchesAny(container.verification, name)
          ? ('verification' as const)
          : isValues(name)
            ? ('values' as const)
            : undefined
  const evidence = entries.flatMap((entry) => {
    const role = roleOf(entry.name)
    return role ? [{ entry, role }] : []
  })
  return { ...row, package: { evidence, attachments: entries.filter(({ name }) => roleOf(name) === undefined) } }
}

function readValues(container: ZipContainer, form: ZipContainer['values'][number], entry: ZipEntry): RawRow {
  if (entry.size > largestValues) throw new FileRefused('values-too-large', { max: '5MB' })
  const text = decode(entry.bytes(), container.encoding)
  if (form.as === 'items-xml') return rowOfItems(itemsOfXml(text, form))
  const rows = [...rowsOf(text, ',', () => {})]
  const [first] = rows
  if (!first) throw new FileRefused('empty')
  if (form.as === 'row-csv') return { ...first, number: 1 }
  const wanted = [form.id, form.label, form.value].filter((name) => name !== undefined)
  const items = rows.map(({ cells }) => {
    const of = new Map(cells)
    for (const name of wanted) if (!of.has(name)) throw new FileRefused('header-missing', { name })
    const read = (name: string | undefined): string => (name === undefined ? '' : (of.get(name) ?? ''))
    return { id: read(form.id).trim(), label: read(form.label).trim(), value: read(form.value) }
  })
  return rowOfItems(items)
}

/** Items by what they are called. A label that stands for two different things names neither; its id still does. */
function rowOfItems(items: readonly Item[]): RawRow {
  const byLabel = new Map<string, Set<string>>()
  for (const { label, value } of items) byLabel.set(label, (byLabel.get(label) ?? new Set()).add(value))
  const ids = new Map<string, string>()
  for (const { id, value } of items) {
    if (id === '') continue
    if (ids.has(id) && ids.get(id) !== value) throw new FileRefused('item-double', { name: id })
    ids.set(id, value)
  }
  const cells = items.map(({ id, label, value }) => {
    const alone = label !== '' && byLabel.get(label)?.size === 1
    if (!alone && id === '') throw new FileRefused('item-double', { name: label })
    return [alone ? label : label === '' ? id : `${label}（${id}）`, value] as const
  })
  return { number: 1, cells: [...new Map(cells)], also: [...ids] }
}
