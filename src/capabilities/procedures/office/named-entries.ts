import { nameKey } from '../../../civic/name-key.ts'
import type { StoredEntry, StoredRegister } from '../store/office.ts'

/** The register that a fact calls by its names, and by what its entries are known today. */
export interface NamedEntries {
  readonly id: string
  readonly label: string
  readonly names: ReadonlySet<string>
}

/** The registers that the facts of one register name, by fact; one that the city does not keep, or has not begun, is left out. */
export function namedEntries(
  register: StoredRegister,
  all: readonly StoredRegister[],
  today: string,
): ReadonlyMap<string, NamedEntries> {
  return new Map(
    Object.entries(register.facts).flatMap(([fact, { names }]) => {
      const named = names === undefined ? undefined : all.find(({ id }) => id === names)
      if (!named || named.entries.length === 0) return []
      const open = named.entries.filter(({ to }) => to === undefined || to >= today)
      const known = new Set(open.map(({ label }) => nameKey(label.ja)))
      return [[fact, { id: named.id, label: named.label, names: known }] as const]
    }),
  )
}

/** Whether an entry that goes on says a name that the other register does not know. */
export function isUnknownName(
  { to, facts }: Pick<StoredEntry, 'to' | 'facts'>,
  fact: string,
  named: NamedEntries,
  today: string,
): boolean {
  const said = nameKey(String(facts[fact] ?? ''))
  return said !== '' && (to === undefined || to >= today) && !named.names.has(said)
}
