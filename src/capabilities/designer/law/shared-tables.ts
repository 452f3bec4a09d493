import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { listVersions, type StoredVersion } from '../../procedures/index.ts'
import { beginFromVersion } from '../begin-new.ts'
import type { WorkingCopy } from '../copy.ts'
import type { Act } from '../keep-copy.ts'
import { copyName } from '../name.ts'
import { outlineOf } from '../outline/shape.ts'
import { listOpenSources } from '../store/copies.ts'
import { type EditionLike, type TablesData, type WholeTable, wholeTable } from '../tables/table-shape.ts'
import type { Edit } from '../yaml/edit.ts'
import { edited } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'

/** Another procedure with the same shared table, and how far the newest edition has come there. */
export interface OtherProcedure {
  readonly procedureId: string
  readonly name: string
  readonly tableId: string
  readonly version: StoredVersion
  /** `published`: its published version has the edition; `copy`: an open working copy has it; `missing`: neither. */
  readonly state: 'published' | 'copy' | 'missing'
  readonly copyId?: string
}

/** A table that several procedures share (`use`), with the editions that this working copy added to it. */
export interface SharedTableHere {
  readonly id: string
  readonly table: WholeTable
  /** The newest edition of all. */
  readonly newest: EditionLike | undefined
  /** The newest edition that this text added itself; undefined while it has only those that are shared. */
  readonly own: EditionLike | undefined
  readonly others: readonly OtherProcedure[]
}

/** Every shared table of a working copy, with the other procedures of the city that use it. */
export async function sharedTablesOf(db: Kysely<OfficeDb>, copy: WorkingCopy): Promise<readonly SharedTableHere[]> {
  const used = tablesOf(copy.source).filter(([, { use }]) => use !== undefined)
  if (used.length === 0) return []
  const newest = newestOf(await listVersions(db)).filter(({ procedureId }) => procedureId !== copy.procedureId)
  const open = await listOpenSources(db)
  return used.map(([id, written]) => {
    const table = wholeTable(written, copy.shared)
    const own = latest(written.versions ?? [])
    const others = newest.flatMap((version): OtherProcedure[] => {
      const theirs = tablesOf(version.source).find(([, each]) => each.use === written.use)
      if (theirs === undefined) return []
      const [tableId, there] = theirs
      const { procedureId } = version
      const held = { procedureId, name: copyName(version), tableId, version }
      if (own === undefined || has(there.versions, own)) return [{ ...held, state: 'published' }]
      const working = open.find((each) => {
        const mine =
          each.procedureId === procedureId ? tablesOf(each.source).find(([name]) => name === tableId) : undefined
        return mine !== undefined && has(mine[1].versions, own)
      })
      return [working ? { ...held, state: 'copy', copyId: working.id } : { ...held, state: 'missing' }]
    })
    return { id, table, newest: latest(table.versions ?? []), own, others }
  })
}

/**
 * Begins a working copy of every other procedure that lacks the newest edition of this table, with that edition in it. Each is made in one
 * transaction of its own and at most once for one form: what is there already is left alone when the same form comes again.
 */
export async function spreadEdition(act: Act, { own, others }: SharedTableHere): Promise<number> {
  if (own === undefined) return 0
  const missing = others.filter(({ state }) => state === 'missing')
  for (const { tableId, procedureId, version } of missing) {
    const written = tablesOf(version.source).find(([id]) => id === tableId)?.[1].versions
    const value = JSON.parse(JSON.stringify(own)) as YamlValue
    const path = ['tables', tableId, 'versions']
    const edit: Edit =
      written === undefined ? { do: 'set', path, value: [value] } : { do: 'insert', path, index: written.length, value }
    const requestKey = keyFor(act.requestKey, procedureId)
    await beginFromVersion({ ...act, requestKey }, version, version, (source) => edited(source, [edit]) ?? source)
  }
  return missing.length
}

function tablesOf(
  source: string,
): readonly (readonly [string, NonNullable<NonNullable<TablesData['tables']>[string]>])[] {
  const data = outlineOf(source) as TablesData | undefined
  return Object.entries(data?.tables ?? {}).flatMap(([id, table]) => (table ? [[id, table] as const] : []))
}

/** The newest version of each procedure. */
function newestOf(versions: readonly StoredVersion[]): readonly StoredVersion[] {
  const found = new Map<string, StoredVersion>()
  for (const version of versions)
    if (version.number > (found.get(version.procedureId)?.number ?? 0)) found.set(version.procedureId, version)
  return [...found.values()]
}

function latest(editions: readonly EditionLike[]): EditionLike | undefined {
  return editions.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '')).at(-1)
}

function has(editions: readonly EditionLike[] | undefined, wanted: EditionLike): boolean {
  return (editions ?? []).some(({ from, source }) => from === wanted.from && source === wanted.source)
}

/** A key of its own for each procedure, the same for the same form. */
function keyFor(requestKey: string, procedureId: string): string {
  const hex = createHash('sha256').update(`${requestKey} ${procedureId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
