import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { transact } from '../../../../platform/database/transact.ts'
import { appendEvent } from '../../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../../platform/services.ts'

/** Who does something, in which city, and with which form (`requestKey`: the same form twice is once). */
export interface Act {
  readonly services: ZoneServices<'office'>
  readonly cityId: string
  readonly author: {
    readonly staffId: string
    readonly name: string
    readonly post: string
    /** 代決: whose place was taken, in words. */
    readonly substituteFor?: string
    /** Section of the 本務; absent for what the program does by itself. */
    readonly sectionId?: string
  }
  readonly at: Date
  readonly requestKey: string
}

/** What the program does by itself: files of a folder, of a robot. */
export function systemAct(services: ZoneServices<'office'>, cityId: string, name: string): Act {
  return {
    services,
    cityId,
    author: { staffId: 'system', name, post: '' },
    at: services.clock.now(),
    requestKey: randomUUID(),
  }
}

export type ActName =
  | 'begun'
  | 'described'
  | 'description-drafted'
  | 'description-changed'
  | 'matched'
  | 'repaired'
  | 'datum-moved'
  | 'row-changed'
  | 'row-added'
  | 'row-removed'
  | 'discarded'
  | 'proposed'
  | 'recalled'
  | 'sent-back'
  | 'published'
  | 'withdrawn'
  | 'settings'
  | 'refused'

export interface RecordedAct {
  readonly act: ActName
  readonly name: string
  readonly post: string
  readonly at: Date
  readonly note: string
  readonly figures: Readonly<Record<string, number>>
}

export function inTransaction<T>(act: Act, work: (trx: Transaction<OfficeDb>) => Promise<T>): Promise<T> {
  return transact(act.services.db.city<OfficeDb>(act.cityId), work)
}

export interface ActRecord {
  readonly act: ActName
  readonly datasetId?: string | undefined
  readonly draftId?: string
  readonly note?: string
  readonly figures?: Readonly<Record<string, number>>
}

/** Records what was done, for people and as evidence, in the transaction of what it tells of. */
export async function record(trx: Transaction<OfficeDb>, act: Act, done: ActRecord): Promise<void> {
  await trx
    .insertInto('dataset_act')
    .values({
      id: act.requestKey,
      dataset_id: done.datasetId ?? null,
      draft_id: done.draftId ?? null,
      act: done.act,
      staff_id: act.author.staffId,
      staff_name: act.author.name,
      staff_post: act.author.post + (act.author.substituteFor ? `（${act.author.substituteFor}の代決）` : ''),
      at: act.at,
      note: (done.note ?? '').slice(0, 1000),
      figures: JSON.stringify(done.figures ?? {}),
    })
    .execute()
  const system = act.author.staffId === 'system'
  await appendEvent(
    trx,
    { keys: act.services.keys, cityId: act.cityId },
    {
      stream: 'dataset',
      streamId: done.datasetId ?? done.draftId ?? '',
      type: `dataset-draft-${done.act}`,
      at: act.at,
      actor: system
        ? { kind: 'system', id: 'opendata' }
        : { kind: 'staff', id: act.author.staffId, role: act.author.post },
      codes: { ...(done.draftId === undefined ? {} : { draft: done.draftId }), ...(done.figures ?? {}) },
    },
  )
}

/**
 * The draft that a form has changed already, when it comes a second time. Asked after what the act changes is locked: the second of two
 * clicks waits for the first and finds it done, instead of being told that somebody else was quicker.
 */
export async function doneBefore(
  db: Kysely<OfficeDb>,
  requestKey: string,
): Promise<{ readonly draftId: string | null } | undefined> {
  const row = await db.selectFrom('dataset_act').select('draft_id').where('id', '=', requestKey).executeTakeFirst()
  return row && { draftId: row.draft_id }
}

/** Ids of those who had a hand in a draft: they do not approve it. */
export async function handsIn(db: Kysely<OfficeDb>, draftId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('dataset_act')
    .select('staff_id')
    .distinct()
    .where('draft_id', '=', draftId)
    .where('act', 'not in', ['sent-back', 'recalled'])
    .execute()
  return new Set(rows.map(({ staff_id }) => staff_id))
}

/** Why a draft came back, when nobody has proposed it anew since. */
export async function lastReturn(
  db: Kysely<OfficeDb>,
  draftId: string,
): Promise<Pick<RecordedAct, 'name' | 'at' | 'note'> | undefined> {
  const row = await db
    .selectFrom('dataset_act')
    .select(['act', 'staff_name', 'at', 'note'])
    .where('draft_id', '=', draftId)
    .where('act', 'in', ['proposed', 'sent-back', 'recalled'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.act === 'sent-back' ? { name: row.staff_name, at: row.at, note: row.note } : undefined
}

/** What was done with a dataset and its drafts, newest first. */
export async function listActs(db: Kysely<OfficeDb>, datasetId: string, most: number): Promise<readonly RecordedAct[]> {
  const rows = await db
    .selectFrom('dataset_act as done')
    .leftJoin('dataset_draft as draft', 'draft.id', 'done.draft_id')
    .select(['done.act', 'done.staff_name', 'done.staff_post', 'done.at', 'done.note', 'done.figures'])
    .where((eb) => eb.or([eb('done.dataset_id', '=', datasetId), eb('draft.dataset_id', '=', datasetId)]))
    .orderBy('done.at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    act: row.act as ActName,
    name: row.staff_name,
    post: row.staff_post,
    at: row.at,
    note: row.note,
    figures: row.figures as Readonly<Record<string, number>>,
  }))
}
