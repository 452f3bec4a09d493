import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { SharedPart } from '../../procedures/index.ts'
import type { Author, CopyContent, CopySave, CopyState, TextFiles, WorkingCopy } from '../copy.ts'
import { copyName } from '../name.ts'

/** A line of the list of working copies. */
export interface CopyLine {
  readonly id: string
  readonly procedureId: string
  readonly state: CopyState
  readonly version: number
  readonly savedAt: Date
  readonly savedName: string
  /** What it is called there; undefined where it was begun from a published version, which has the name. */
  readonly name: string | undefined
}

export async function listCopies(db: Kysely<OfficeDb>): Promise<readonly CopyLine[]> {
  const rows = await db
    .selectFrom('working_copy as copy')
    .innerJoin('working_copy_save as save', (join) =>
      join.onRef('save.copy_id', '=', 'copy.id').onRef('save.number', '=', 'copy.version'),
    )
    .select(['copy.id', 'copy.procedure_id', 'copy.state', 'copy.version', 'copy.saved_at', 'save.saved_name'])
    .select((eb) => eb.case().when('copy.base_number', 'is', null).then(eb.ref('save.source')).end().as('source'))
    .where('copy.state', 'in', ['open', 'proposed'])
    .orderBy('copy.saved_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    procedureId: row.procedure_id,
    state: row.state as CopyState,
    version: row.version,
    savedAt: row.saved_at,
    savedName: row.saved_name,
    name: row.source === null ? undefined : copyName({ source: row.source, procedureId: row.procedure_id }),
  }))
}

/** The texts of all working copies that are not ended, as they were saved last. */
export async function listOpenSources(
  db: Kysely<OfficeDb>,
): Promise<readonly { readonly id: string; readonly procedureId: string; readonly source: string }[]> {
  const rows = await db
    .selectFrom('working_copy as copy')
    .innerJoin('working_copy_save as save', (join) =>
      join.onRef('save.copy_id', '=', 'copy.id').onRef('save.number', '=', 'copy.version'),
    )
    .select(['copy.id', 'copy.procedure_id', 'save.source'])
    .where('copy.state', 'in', ['open', 'proposed'])
    .orderBy('copy.saved_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, procedureId: row.procedure_id, source: row.source }))
}

/** The working copy at its newest save, or at an older one. */
export async function findCopy(db: Kysely<OfficeDb>, id: string, number?: number): Promise<WorkingCopy | undefined> {
  const row = await db
    .selectFrom('working_copy as copy')
    .innerJoin('working_copy_save as save', 'save.copy_id', 'copy.id')
    .select([
      'copy.id',
      'copy.procedure_id',
      'copy.base_number',
      'copy.shared',
      'copy.state',
      'copy.version',
      'copy.saved_at',
      'save.source',
      'save.cases',
      'save.letters',
    ])
    .where('copy.id', '=', id)
    .where((eb) =>
      number === undefined ? eb('save.number', '=', eb.ref('copy.version')) : eb('save.number', '=', number),
    )
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      procedureId: row.procedure_id,
      baseNumber: row.base_number ?? undefined,
      shared: row.shared as Readonly<Record<string, SharedPart>>,
      state: row.state as CopyState,
      version: row.version,
      savedAt: row.saved_at,
      source: row.source,
      cases: byName(row.cases),
      letters: byName(row.letters),
    }
  )
}

/** Locks the working copy until the transaction ends; the second of two people waits, then sees the new number. */
export async function lockCopy(
  trx: Transaction<OfficeDb>,
  id: string,
): Promise<{ readonly state: CopyState; readonly version: number } | undefined> {
  const row = await trx
    .selectFrom('working_copy')
    .select(['state', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { state: row.state as CopyState, version: row.version }
}

export interface NewSave extends CopyContent {
  readonly copyId: string
  readonly number: number
  readonly note: string
  readonly author: Author
  readonly at: Date
  readonly requestKey: string
}

export async function insertCopy(
  trx: Transaction<OfficeDb>,
  copy: Pick<WorkingCopy, 'procedureId' | 'baseNumber' | 'shared'>,
  first: NewSave,
): Promise<void> {
  await trx
    .insertInto('working_copy')
    .values({
      id: first.copyId,
      procedure_id: copy.procedureId,
      base_number: copy.baseNumber ?? null,
      shared: JSON.stringify(copy.shared),
      state: 'open',
      version: first.number,
      begun_by: first.author.staffId,
      begun_at: first.at,
      saved_at: first.at,
    })
    .execute()
  await insertSave(trx, first)
}

export async function insertSave(trx: Transaction<OfficeDb>, save: NewSave): Promise<void> {
  await trx
    .insertInto('working_copy_save')
    .values({
      copy_id: save.copyId,
      number: save.number,
      source: save.source,
      cases: JSON.stringify(save.cases),
      letters: JSON.stringify(save.letters),
      note: save.note,
      saved_by: save.author.staffId,
      saved_name: save.author.name,
      saved_at: save.at,
      request_key: save.requestKey,
    })
    .execute()
}

export async function setCopyVersion(trx: Transaction<OfficeDb>, id: string, version: number, at: Date): Promise<void> {
  await trx.updateTable('working_copy').set({ version, saved_at: at }).where('id', '=', id).execute()
}

export async function setCopyState(trx: Transaction<OfficeDb>, id: string, state: CopyState): Promise<void> {
  await trx.updateTable('working_copy').set({ state }).where('id', '=', id).execute()
}

/** The working copy and number that a form has made already. */
export async function findByRequestKey(
  db: Kysely<OfficeDb>,
  requestKey: string,
): Promise<{ readonly copyId: string; readonly number: number } | undefined> {
  const row = await db
    .selectFrom('working_copy_save')
    .select(['copy_id', 'number'])
    .where('request_key', '=', requestKey)
    .executeTakeFirst()
  return row && { copyId: row.copy_id, number: row.number }
}

/** Newest first. */
export async function listSaves(db: Kysely<OfficeDb>, copyId: string): Promise<readonly CopySave[]> {
  const rows = await db
    .selectFrom('working_copy_save')
    .select(['number', 'note', 'saved_by', 'saved_name', 'saved_at'])
    .where('copy_id', '=', copyId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    note: row.note,
    savedBy: row.saved_by,
    savedName: row.saved_name,
    savedAt: row.saved_at,
  }))
}

/** Example cases of the working copy that was published last; undefined when none was. */
export async function findPublishedCases(db: Kysely<OfficeDb>, procedureId: string): Promise<TextFiles | undefined> {
  const row = await db
    .selectFrom('working_copy as copy')
    .innerJoin('working_copy_save as save', (join) =>
      join.onRef('save.copy_id', '=', 'copy.id').onRef('save.number', '=', 'copy.version'),
    )
    .select('save.cases')
    .where('copy.procedure_id', '=', procedureId)
    .where('copy.state', '=', 'published')
    .orderBy('copy.saved_at', 'desc')
    .executeTakeFirst()
  return row && byName(row.cases)
}

/** PostgreSQL keeps no order of keys: files stand by name. */
function byName(files: unknown): TextFiles {
  return Object.fromEntries(Object.entries(files as TextFiles).sort(([a], [b]) => (a < b ? -1 : 1)))
}
