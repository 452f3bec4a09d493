import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { transact } from '../../platform/database/transact.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { NewEvent } from '../../platform/evidence/evidence.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { largestSource } from '../procedures/index.ts'
import type { Author, CopyContent, WorkingCopy } from './copy.ts'
import { insertComment } from './store/comments.ts'
import {
  findByRequestKey,
  findCopy,
  insertCopy,
  insertSave,
  lockCopy,
  setCopyState,
  setCopyVersion,
} from './store/copies.ts'

/** Who does something, in which city, and with which form (`requestKey`: the same form twice is once). */
export interface Act {
  readonly services: ZoneServices<'office'>
  readonly cityId: string
  readonly author: Author
  readonly at: Date
  readonly requestKey: string
}

export type SaveOutcome =
  | { readonly ok: true; readonly number: number; readonly unchanged?: true }
  | { readonly ok: false; readonly refusal: 'changed-meanwhile' | 'not-open' | 'too-large' | 'bad-characters' | 'gone' }

/** Begins a working copy. Returns its id. */
export async function beginCopy(
  act: Act,
  copy: Pick<WorkingCopy, 'procedureId' | 'baseNumber' | 'shared'> & CopyContent,
  note: string,
): Promise<string> {
  return inTransaction(act, async (trx) => {
    const known = await findByRequestKey(trx, act.requestKey)
    if (known) return known.copyId
    const copyId = randomUUID()
    await insertCopy(trx, copy, { ...copy, copyId, number: 1, note, ...act })
    await record(trx, act, copy.procedureId, 'working-copy-begun', { copy: copyId, base: copy.baseNumber ?? null })
    return copyId
  })
}

/**
 * Keeps a new state of a working copy, sound or not, unless somebody saved since `seen` was shown. Nothing is ever
 * overwritten: each save is a row of its own.
 */
export async function saveCopy(
  act: Act,
  wanted: { readonly copyId: string; readonly seen: number; readonly content: CopyContent; readonly note: string },
): Promise<SaveOutcome> {
  const content = { ...wanted.content, source: wanted.content.source.replaceAll('\r\n', '\n') }
  if (content.source.length > largestSource) return { ok: false, refusal: 'too-large' }
  // PostgreSQL keeps no NUL, and half a surrogate pair is no text.
  if (content.source.includes('\0') || /\p{Surrogate}/u.test(content.source))
    return { ok: false, refusal: 'bad-characters' }
  return inTransaction(act, async (trx): Promise<SaveOutcome> => {
    const known = await findByRequestKey(trx, act.requestKey)
    if (known) return { ok: true, number: known.number }
    const locked = await lockCopy(trx, wanted.copyId)
    const before = await findCopy(trx, wanted.copyId)
    if (locked === undefined || before === undefined) return { ok: false, refusal: 'gone' }
    if (locked.state !== 'open') return { ok: false, refusal: 'not-open' }
    if (locked.version !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    if (sameContent(before, content)) return { ok: true, number: locked.version, unchanged: true }
    const number = locked.version + 1
    await insertSave(trx, { ...content, copyId: wanted.copyId, number, note: wanted.note.slice(0, 200), ...act })
    await setCopyVersion(trx, wanted.copyId, number, act.at)
    await record(trx, act, before.procedureId, 'working-copy-saved', { copy: wanted.copyId, number })
    return { ok: true, number }
  })
}

/** Takes a working copy off the list as it was seen, not with what somebody saved since; its saves stay. */
export async function discardCopy(
  act: Act,
  copy: Pick<WorkingCopy, 'id' | 'procedureId'>,
  seen: number,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: 'not-open' | 'changed-meanwhile' }> {
  return inTransaction(act, async (trx) => {
    const locked = await lockCopy(trx, copy.id)
    if (locked?.state === 'discarded') return { ok: true }
    if (locked?.state !== 'open') return { ok: false, refusal: 'not-open' }
    if (locked.version !== seen) return { ok: false, refusal: 'changed-meanwhile' }
    await setCopyState(trx, copy.id, 'discarded')
    await record(trx, act, copy.procedureId, 'working-copy-discarded', { copy: copy.id })
    return { ok: true }
  })
}

export async function commentOn(act: Act, copy: Pick<WorkingCopy, 'id' | 'procedureId'>, body: string): Promise<void> {
  await inTransaction(act, async (trx) => {
    if (!(await insertComment(trx, { id: act.requestKey, copyId: copy.id, body, ...act }))) return
    await record(trx, act, copy.procedureId, 'working-copy-commented', { copy: copy.id })
  })
}

export function inTransaction<T>(act: Act, work: (trx: Transaction<OfficeDb>) => Promise<T>): Promise<T> {
  return transact(act.services.db.city<OfficeDb>(act.cityId), work)
}

/** An event of the procedure, in the transaction of what it tells of. */
export async function record(
  trx: Transaction<OfficeDb>,
  { services, cityId, author, at }: Act,
  procedureId: string,
  type: string,
  codes: NonNullable<NewEvent['codes']>,
): Promise<void> {
  const actor = { kind: 'staff', id: author.staffId, role: author.post } as const
  await appendEvent(
    trx,
    { keys: services.keys, cityId },
    { stream: 'procedure', streamId: procedureId, type, at, actor, codes },
  )
}

function sameContent(a: CopyContent, b: CopyContent): boolean {
  return a.source === b.source && sameFiles(a.cases, b.cases) && sameFiles(a.letters, b.letters)
}

function sameFiles(a: CopyContent['cases'], b: CopyContent['cases']): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
