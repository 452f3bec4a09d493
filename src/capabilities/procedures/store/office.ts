import { type Kysely, sql, type Transaction } from 'kysely'
import { addDays } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { VersionTexts } from '../catalogue/compiled-versions.ts'
import type { SharedPart } from '../language/shared-tables.ts'
import type { DatedEntry, Register } from '../seeds/registers.ts'
import type { ProcedureSource } from '../version-hash.ts'

/** What is known of a version without its texts. */
export interface VersionHead {
  readonly procedureId: string
  readonly number: number
  readonly hash: string
  readonly effectiveFrom: string
}

/** A head with who published it, and the ids of the shared parts it was made with. */
export interface OfficeVersionHead extends VersionHead {
  readonly publishedBy: string
  readonly sharedIds: readonly string[]
}

/** A published version with what it was made from. */
export interface StoredVersion extends ProcedureSource, VersionHead {
  readonly publishedAt: Date
  readonly publishedBy: string
}

export interface ClosedDay {
  readonly day: string
  readonly kind: 'closed' | 'open'
  readonly reason: string
}

export interface SettingValue {
  readonly name: string
  readonly fromOn: string
  readonly value: unknown
  readonly basis: string
}

/** A dated value as the office keeps it: also why it was set for days that had begun. The reason stays inside. */
export interface StoredSetting extends SettingValue {
  readonly reason: string
}

/** Every version of every procedure, newest number first, without the texts. */
export async function listVersionHeads(db: Kysely<OfficeDb>): Promise<readonly OfficeVersionHead[]> {
  const rows = await db
    .selectFrom('procedure_version')
    .select(['procedure_id', 'number', 'hash', 'effective_from', 'published_by'])
    .select(sql<string[]>`array(select jsonb_object_keys(shared))`.as('shared_ids'))
    .orderBy('procedure_id')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    number: row.number,
    hash: row.hash,
    effectiveFrom: row.effective_from,
    publishedBy: row.published_by,
    sharedIds: row.shared_ids,
  }))
}

/** Texts of the versions with these hashes, without their letters. */
export async function findVersionTexts(
  db: Kysely<OfficeDb>,
  hashes: readonly string[],
): Promise<readonly VersionTexts[]> {
  const rows = await db
    .selectFrom('procedure_version')
    .select(['procedure_id', 'hash', 'source', 'shared'])
    .where('hash', 'in', [...hashes])
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    hash: row.hash,
    source: row.source,
    shared: row.shared as VersionTexts['shared'],
  }))
}

/** Every version with all its texts, newest number first: large, and only for who looks at the texts themselves. */
export async function listVersions(db: Kysely<OfficeDb>): Promise<readonly StoredVersion[]> {
  const rows = await db
    .selectFrom('procedure_version')
    .selectAll()
    .orderBy('procedure_id')
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    procedureId: row.procedure_id,
    number: row.number,
    hash: row.hash,
    source: row.source,
    shared: row.shared as Readonly<Record<string, SharedPart>>,
    letters: row.letters as Readonly<Record<string, string>>,
    effectiveFrom: row.effective_from,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }))
}

export async function insertVersion(db: Kysely<OfficeDb>, version: StoredVersion): Promise<void> {
  await db
    .insertInto('procedure_version')
    .values({
      procedure_id: version.procedureId,
      number: version.number,
      hash: version.hash,
      source: version.source,
      shared: JSON.stringify(version.shared),
      letters: JSON.stringify(version.letters),
      effective_from: version.effectiveFrom,
      published_at: version.publishedAt,
      published_by: version.publishedBy,
    })
    .execute()
}

/** A register with its entries in the office's order. */
export interface StoredRegister extends Omit<Register, 'entries'> {
  readonly entries: readonly StoredEntry[]
}
export interface StoredEntry extends DatedEntry {
  readonly revision: number
  readonly position: number
}

export async function listRegisters(db: Kysely<OfficeDb>): Promise<readonly StoredRegister[]> {
  const registers = await db.selectFrom('register').selectAll().orderBy('register').execute()
  const entries = await db
    .selectFrom('register_entry')
    .selectAll()
    .orderBy('register')
    .orderBy('position')
    .orderBy('entry')
    .execute()
  return registers.map((row) => ({
    id: row.register,
    label: row.label,
    facts: row.facts as Register['facts'],
    entries: entries.filter(({ register }) => register === row.register).map(entryOf),
  }))
}

function entryOf(row: {
  readonly entry: string
  readonly position: number
  readonly label: unknown
  readonly from_on: string
  readonly to_on: string | null
  readonly capacity: number | null
  readonly office_quota: number
  readonly facts: unknown
  readonly revision: number
}): StoredEntry {
  return {
    id: row.entry,
    label: row.label as DatedEntry['label'],
    from: row.from_on,
    ...(row.to_on === null ? {} : { to: row.to_on }),
    ...(row.capacity === null ? {} : { capacity: row.capacity }),
    officeQuota: row.office_quota,
    facts: row.facts as DatedEntry['facts'],
    revision: row.revision,
    position: row.position,
  }
}

export async function insertRegister(db: Kysely<OfficeDb>, register: Register): Promise<void> {
  await db
    .insertInto('register')
    .values({ register: register.id, label: register.label, facts: JSON.stringify(register.facts) })
    .execute()
  let position = 0
  for (const entry of register.entries) {
    position += 10
    await db
      .insertInto('register_entry')
      .values({ ...entryRow(register.id, entry), position })
      .execute()
  }
}

function entryRow(register: string, entry: DatedEntry) {
  return {
    register,
    entry: entry.id,
    label: JSON.stringify(entry.label),
    from_on: entry.from,
    to_on: entry.to ?? null,
    capacity: entry.capacity ?? null,
    office_quota: entry.officeQuota ?? 0,
    facts: JSON.stringify(entry.facts),
  }
}

/** Adds an entry at the end; false when its id is taken. */
export async function addEntry(db: Kysely<OfficeDb>, register: string, entry: DatedEntry): Promise<boolean> {
  const last = await db
    .selectFrom('register_entry')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('register', '=', register)
    .executeTakeFirst()
  const added = await db
    .insertInto('register_entry')
    .values({ ...entryRow(register, entry), position: (last?.position ?? 0) + 10 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'register', 'entry']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Changes an entry if nobody changed it since `revision`; false otherwise. */
export async function updateEntry(
  db: Kysely<OfficeDb>,
  register: string,
  entry: DatedEntry,
  revision: number,
): Promise<boolean> {
  const { register: _register, entry: _entry, ...changes } = entryRow(register, entry)
  const result = await db
    .updateTable('register_entry')
    .set({ ...changes, revision: revision + 1 })
    .where('register', '=', register)
    .where('entry', '=', entry.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** An entry ends the day before `fromOn`, and another with other words and facts goes on in its place. False when overtaken. */
export async function splitEntry(
  trx: Transaction<OfficeDb>,
  register: string,
  before: StoredEntry,
  after: DatedEntry,
): Promise<boolean> {
  const ended = await trx
    .updateTable('register_entry')
    .set({ to_on: addDays(after.from, -1), revision: before.revision + 1 })
    .where('register', '=', register)
    .where('entry', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) return false
  await trx
    .insertInto('register_entry')
    .values({ ...entryRow(register, after), position: before.position })
    .execute()
  return true
}

export async function listSettings(db: Kysely<OfficeDb>): Promise<readonly SettingValue[]> {
  const rows = await db.selectFrom('setting_value').selectAll().orderBy('name').orderBy('from_on').execute()
  return rows.map((row) => ({ name: row.name, fromOn: row.from_on, value: row.value, basis: row.basis }))
}

/** Every value with its reason, by name and day. */
export async function listSettingHistory(db: Kysely<OfficeDb>): Promise<readonly StoredSetting[]> {
  const rows = await db.selectFrom('setting_value').selectAll().orderBy('name').orderBy('from_on').execute()
  return rows.map((row) => ({
    name: row.name,
    fromOn: row.from_on,
    value: row.value,
    basis: row.basis,
    reason: row.reason,
  }))
}

/** Lets only one change of a setting happen at a time, until the transaction ends. */
export async function lockSetting(trx: Transaction<OfficeDb>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('setting ' || ${name} || ' ' || current_tenant(), 0))`.execute(
    trx,
  )
}

/** The value from a day on; the same day again replaces it. */
export async function putSetting(
  db: Kysely<OfficeDb>,
  { name, fromOn, value, basis, reason = '' }: SettingValue & { readonly reason?: string },
): Promise<void> {
  const facts = { value: JSON.stringify(value), basis, reason }
  await db
    .insertInto('setting_value')
    .values({ name, from_on: fromOn, ...facts })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name', 'from_on']).doUpdateSet(facts))
    .execute()
}

/** Takes back a value that has not begun yet; false when there is none. */
export async function removeSetting(
  db: Kysely<OfficeDb>,
  name: string,
  fromOn: string,
  today: string,
): Promise<boolean> {
  if (fromOn <= today) return false
  const result = await db
    .deleteFrom('setting_value')
    .where('name', '=', name)
    .where('from_on', '=', fromOn)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function listClosedDays(db: Kysely<OfficeDb>): Promise<readonly ClosedDay[]> {
  return db.selectFrom('closed_day').select(['day', 'kind', 'reason']).orderBy('day').execute()
}

/** Adds a day against the rule; false when the day is there already. */
export async function putClosedDay(db: Kysely<OfficeDb>, closed: ClosedDay): Promise<boolean> {
  const added = await db
    .insertInto('closed_day')
    .values(closed)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'day']).doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function removeClosedDay(db: Kysely<OfficeDb>, day: string): Promise<boolean> {
  const result = await db.deleteFrom('closed_day').where('day', '=', day).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Every process sees with one small read that something changed. Works in both zones: the table has the same name. */
export async function raiseRevision<DB>(db: Kysely<DB>): Promise<void> {
  await sql`insert into catalogue_revision default values
    on conflict (tenant_id) do update set revision = catalogue_revision.revision + 1`.execute(db)
}

export async function findRevision<DB>(db: Kysely<DB>): Promise<number> {
  const { rows } = await sql<{ revision: number | string }>`select revision from catalogue_revision`.execute(db)
  return Number(rows[0]?.revision ?? 0)
}

/** What the city's rows were last seeded from without a problem; null before the first time. */
export async function findSeededFrom(db: Kysely<OfficeDb>): Promise<string | null> {
  const row = await db.selectFrom('catalogue_revision').select('seeded_from').executeTakeFirst()
  return row?.seeded_from ?? null
}

export async function keepSeededFrom(db: Kysely<OfficeDb>, from: string): Promise<void> {
  await db
    .insertInto('catalogue_revision')
    .values({ seeded_from: from })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ seeded_from: from }))
    .execute()
}

/** Typst templates of a published version, by name: the letters of a case are set with the words of its own version. */
export async function findLetterTemplates(
  db: Kysely<OfficeDb>,
  procedureId: string,
  hash: string,
): Promise<Readonly<Record<string, string>>> {
  const row = await db
    .selectFrom('procedure_version')
    .select('letters')
    .where('procedure_id', '=', procedureId)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return (row?.letters ?? {}) as Readonly<Record<string, string>>
}
