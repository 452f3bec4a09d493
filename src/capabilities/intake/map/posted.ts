import type { CityFacts } from '../../procedures/index.ts'
import { toPosted } from '../convert/to-posted.ts'
import type { Lookup } from './lookup.ts'
import type { Slot } from './slots.ts'

export interface PostedRow {
  /** As the pages of the form would post it. */
  readonly form: ReadonlyMap<string, readonly string[]>
  /** Where each answer was written: path → heading. */
  readonly columns: ReadonlyMap<string, string>
  /** Texts of document fields, which may name files of the package: path → text. */
  readonly documents: ReadonlyMap<string, string>
}

/** One row as posted pages: every place with its text, items of repeated groups counted. */
export function postedOf(slots: readonly Slot[], lookup: Lookup, city: CityFacts): PostedRow {
  const form = new Map<string, readonly string[]>()
  const columns = new Map<string, string>()
  const documents = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const slot of slots) {
    const most = slot.group.repeat?.max ?? 1
    for (let n = 1; n <= most; n += 1) {
      const found = textOf(slot, lookup, n)
      if (!found || found.text === '') continue
      const path = slot.group.repeat
        ? `${slot.group.id}.${n - 1}.${slot.field.id}`
        : `${slot.group.id}.${slot.field.id}`
      if (slot.group.repeat) counts.set(slot.group.id, Math.max(counts.get(slot.group.id) ?? 0, n))
      columns.set(path, found.column)
      if (slot.field.type === 'file' || slot.field.type === 'photo') documents.set(path, found.text)
      const entries = slot.field.register ? city.register(slot.field.register.id) : []
      for (const [part, values] of Object.entries(toPosted(slot, found.text, entries))) {
        const name = part === '' ? path : `${path}.${part}`
        // A part that was given apart is surer than one cut out of a whole; an own column comes after the whole.
        if (slot.part !== '' || !form.has(name)) form.set(name, values)
      }
    }
  }
  for (const [group, count] of counts) form.set(`${group}.count`, [String(count)])
  chooseAccounts(form)
  return { form, columns, documents }
}

function textOf(slot: Slot, lookup: Lookup, n: number): { readonly column: string; readonly text: string } | undefined {
  for (const [at, pattern] of slot.columns.entries()) {
    const column = pattern.replaceAll('{n}', String(n))
    const text = lookup.get(column, (slot.folded[at] ?? '').replaceAll('{n}', String(n)))
    if (text !== undefined) return { column, text }
  }
  return undefined
}

/** A bank account that is written down is the one that is meant, also when the sender did not ask which. */
function chooseAccounts(form: Map<string, readonly string[]>): void {
  for (const name of [...form.keys()]) {
    const match = /^(.+)\.(?:accountNumber|yuchoNumber)$/.exec(name)
    if (match && !form.has(`${match[1]}.choice`)) form.set(`${match[1]}.choice`, ['designated'])
  }
}
