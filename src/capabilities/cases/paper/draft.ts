import type { Kysely } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Answers } from '../../procedures/index.ts'
import type { CasesDb } from '../store/tables.ts'

/** What a clerk has typed in so far, and how the paper came. */
export interface PaperDraft {
  readonly answers: Answers
  /** Text that could not be read, by the name of its input. */
  readonly typed: Readonly<Record<string, string>>
  readonly channel: 'counter' | 'post'
  readonly arrivedOn: string
  readonly filer: string
  readonly identityDocument: string
  /** Begun from something under 支援措置: so is the case that becomes of it. */
  readonly confidential?: true
}

export interface StoredPaperDraft {
  readonly id: string
  readonly procedureId: string
  readonly versionHash: string
  readonly version: number
  readonly caseId: string | null
  readonly updatedAt: Date
  readonly body: PaperDraft
}

const place = (staffId: string): string => `paper draft of ${staffId}`

export async function insertPaperDraft(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  given: {
    /** Of the form that began it: the same one again is the same draft. */
    readonly id?: string
    readonly staffId: string
    readonly procedureId: string
    readonly versionHash: string
    readonly body: PaperDraft
  },
  now: Date,
): Promise<string> {
  const row = await db
    .insertInto('case_paper_draft')
    .values({
      ...(given.id === undefined ? {} : { id: given.id }),
      staff_id: given.staffId,
      procedure_id: given.procedureId,
      version_hash: given.versionHash,
      updated_at: now,
      box: seal(keys, cityId, given.staffId, given.body),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  const id = row?.id ?? given.id
  if (id === undefined) throw new Error('a draft without an id')
  return id
}

/** A draft of this person; nobody else's is there. */
export async function findPaperDraft(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
  id: string,
): Promise<StoredPaperDraft | null> {
  const row = await db
    .selectFrom('case_paper_draft')
    .selectAll()
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row ? toDraft(keys, cityId, row) : null
}

export async function listPaperDrafts(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
): Promise<readonly StoredPaperDraft[]> {
  const rows = await db
    .selectFrom('case_paper_draft')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('case_id', 'is', null)
    .orderBy('updated_at', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => toDraft(keys, cityId, row))
}

/** Saves over the version that the form showed. Null when another window has saved since: nothing is written then. */
export async function updatePaperDraft(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
  shown: { readonly id: string; readonly version: number },
  body: PaperDraft,
  now: Date,
): Promise<number | null> {
  const saved = await db
    .updateTable('case_paper_draft')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now, box: seal(keys, cityId, staffId, body) }))
    .where('id', '=', shown.id)
    .where('staff_id', '=', staffId)
    .where('version', '=', shown.version)
    .returning('version')
    .executeTakeFirst()
  return saved?.version ?? null
}

export async function deletePaperDraft(db: Kysely<CasesDb>, staffId: string, id: string): Promise<void> {
  await db.deleteFrom('case_paper_draft').where('id', '=', id).where('staff_id', '=', staffId).execute()
}

function seal(keys: KeyRing, cityId: string, staffId: string, body: PaperDraft): Buffer {
  return keys.encrypt(cityId, 'draft', Buffer.from(JSON.stringify(body), 'utf8'), place(staffId))
}

function toDraft(
  keys: KeyRing,
  cityId: string,
  row: {
    id: string
    staff_id: string
    procedure_id: string
    version_hash: string
    version: number
    case_id: string | null
    updated_at: Date
    box: Buffer
  },
): StoredPaperDraft {
  return {
    id: row.id,
    procedureId: row.procedure_id,
    versionHash: row.version_hash,
    version: row.version,
    caseId: row.case_id,
    updatedAt: row.updated_at,
    body: JSON.parse(keys.decrypt(cityId, 'draft', row.box, place(row.staff_id)).toString('utf8')) as PaperDraft,
  }
}
