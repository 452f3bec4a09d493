import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import {
  type Delivery,
  type Letter,
  type LetterDraft,
  type LetterFile,
  type LetterOrder,
  type LetterState,
  letterDraft,
  letterFile,
} from '../letter.ts'

type Row = Selectable<OfficeDb['letter']>

/** Writes the order; the same request key gives the letter that is already there. */
export async function insertLetter(
  trx: Transaction<OfficeDb>,
  keys: KeyRing,
  order: LetterOrder & { readonly sectionName: string },
): Promise<string> {
  const known = await trx
    .selectFrom('letter')
    .select('id')
    .where('request_key', '=', order.requestKey)
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const id = randomUUID()
  await trx
    .insertInto('letter')
    .values({
      id,
      case_id: order.caseId,
      decision_id: order.decisionId,
      receipt_number: order.receiptNumber,
      section_id: order.sectionId,
      section_name: order.sectionName,
      procedure_id: order.draft.procedureId,
      version_hash: order.draft.versionHash,
      title: order.draft.title,
      template: order.draft.template,
      seal: order.draft.seal,
      document_number: order.documentNumber ?? null,
      draft: keys.encrypt(order.cityId, 'case', Buffer.from(JSON.stringify(order.draft)), `letter-draft:${id}`),
      delivery: order.delivery,
      state: 'ordered',
      next_at: order.at,
      decided_on: order.decidedOn,
      ordered_by: order.orderedBy,
      ordered_at: order.at,
      request_key: order.requestKey,
    })
    .execute()
  return id
}

/** The oldest letter that waits to be made, locked; others who look meanwhile get the next one. */
export async function lockNextToMake(trx: Transaction<OfficeDb>, now: Date): Promise<Row | undefined> {
  return trx
    .selectFrom('letter')
    .selectAll()
    .where('state', '=', 'ordered')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function setNumber(trx: Transaction<OfficeDb>, id: string, documentNumber: string): Promise<void> {
  await trx.updateTable('letter').set({ document_number: documentNumber }).where('id', '=', id).execute()
}

export async function setMade(
  trx: Transaction<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  id: string,
  made: { readonly file: LetterFile; readonly pages: number; readonly at: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable('letter')
    .set((eb) => ({
      state: 'made',
      file: keys.encrypt(cityId, 'case', Buffer.from(JSON.stringify(made.file)), `letter-file:${id}`),
      pages: made.pages,
      made_at: made.at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('state', '=', 'ordered')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** False when the letter is not to be made any more. */
export async function setFailed(trx: Transaction<OfficeDb>, id: string, failure: string): Promise<boolean> {
  const result = await trx
    .updateTable('letter')
    .set((eb) => ({ state: 'failed', failure, attempts: eb('attempts', '+', 1), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'ordered')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Makes void every letter of a case that has not left the house; one that went into the mailbox is out of our hands. Their ids. */
export async function setVoid(
  trx: Transaction<OfficeDb>,
  caseId: string,
  decisionId?: string,
): Promise<readonly string[]> {
  const all = trx
    .updateTable('letter')
    .set((eb) => ({ state: 'void', failure: null, version: eb('version', '+', 1) }))
    .where('case_id', '=', caseId)
  const rows = await (decisionId === undefined ? all : all.where('decision_id', '=', decisionId))
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['ordered', 'failed']),
        eb.and([eb('state', '=', 'made'), eb('delivery', '<>', 'portal')]),
      ]),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function postpone(db: Kysely<OfficeDb>, id: string, nextAt: Date): Promise<void> {
  await db
    .updateTable('letter')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), next_at: nextAt }))
    .where('id', '=', id)
    .where('state', '=', 'ordered')
    .execute()
}

/** Orders a failed letter again. False when it is not failed any more. */
export async function reorder(trx: Transaction<OfficeDb>, id: string, at: Date): Promise<boolean> {
  const result = await trx
    .updateTable('letter')
    .set((eb) => ({ state: 'ordered', failure: null, next_at: at, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Records that a letter left the house. False when somebody else did so before. */
export async function setDelivered(
  trx: Transaction<OfficeDb>,
  id: string,
  way: 'sent' | 'handed-over',
  staffId: string,
  at: Date,
): Promise<boolean> {
  const result = await trx
    .updateTable('letter')
    .set((eb) => ({ state: way, delivered_at: at, delivered_by: staffId, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'made')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function findLetter(db: Kysely<OfficeDb>, id: string): Promise<Letter | null> {
  const row = await db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toLetter(row)
}

/** Where the PDF is; null while it is not made. */
export async function findLetterFile(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  id: string,
): Promise<LetterFile | null> {
  const row = await db.selectFrom('letter').select('file').where('id', '=', id).executeTakeFirst()
  if (row === undefined || row.file === null) return null
  return letterFile.parse(JSON.parse(keys.decrypt(cityId, 'case', row.file, `letter-file:${id}`).toString()))
}

export function openDraft(keys: KeyRing, cityId: string, row: Pick<Row, 'id' | 'draft'>): LetterDraft {
  return letterDraft.parse(JSON.parse(keys.decrypt(cityId, 'case', row.draft, `letter-draft:${row.id}`).toString()))
}

/** Letters to print and post or to hand over, failed ones first; of these sections, or of all. */
export async function listQueue(
  db: Kysely<OfficeDb>,
  scope: { readonly all: boolean; readonly sectionIds: readonly string[] },
): Promise<readonly Letter[]> {
  const rows = await db
    .selectFrom('letter')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['failed', 'ordered']),
        eb.and([eb('state', '=', 'made'), eb('delivery', '<>', 'portal')]),
      ]),
    )
    .$if(!scope.all, (query) =>
      query.where(
        'section_id',
        'in',
        scope.sectionIds.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...scope.sectionIds],
      ),
    )
    .orderBy((eb) => eb('state', '=', 'failed'), 'desc')
    .orderBy('ordered_at')
    .limit(300)
    .execute()
  return rows.map(toLetter)
}

/** 公印使用簿: letters that bear the seal, newest first, paged by the moment and id of the last one seen. */
export async function listSealUse(
  db: Kysely<OfficeDb>,
  before: { readonly at: Date; readonly id: string } | null,
  most: number,
): Promise<readonly Letter[]> {
  const rows = await db
    .selectFrom('letter')
    .selectAll()
    .where('seal', '=', 'image')
    .where('made_at', 'is not', null)
    .$if(before !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('made_at', '<', before?.at ?? null),
          eb.and([eb('made_at', '=', before?.at ?? null), eb('id', '<', before?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toLetter)
}

function toLetter(row: Row): Letter {
  return {
    id: row.id,
    caseId: row.case_id,
    decisionId: row.decision_id,
    receiptNumber: row.receipt_number,
    sectionId: row.section_id,
    sectionName: row.section_name,
    title: row.title,
    documentNumber: row.document_number,
    seal: row.seal as Letter['seal'],
    delivery: row.delivery as Delivery,
    state: row.state as LetterState,
    failure: row.failure,
    decidedOn: row.decided_on,
    orderedAt: row.ordered_at,
    madeAt: row.made_at,
    deliveredAt: row.delivered_at,
    attempts: row.attempts,
    version: row.version,
  }
}
