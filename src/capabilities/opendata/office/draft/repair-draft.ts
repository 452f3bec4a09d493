import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { type Act, type ActRecord, doneBefore, inTransaction, record } from './act.ts'
import type { Draft, DraftTask, RepairFilter } from './draft.ts'
import type { ChangeOutcome } from './match-draft.ts'
import { changeDraft, findDraft, lockDraft } from './store-drafts.ts'
import { draftTurn } from './work.ts'

/** A draft of so many rows is done while the clerk waits; more goes on in the background. */
const atOnce = 3000

/** Accepts the proposals of a kind, of a column, or all of them. */
export function acceptProposals(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly filter: RepairFilter },
): Promise<ChangeOutcome> {
  const { filter } = wanted
  return beginTask(act, wanted, { kind: 'repair', filter, by: act.author.staffId }, (draft) => {
    const count = draft.findings
      .filter(({ code, column }) => (filter.code ?? code) === code && (filter.column ?? column) === column)
      .reduce((sum, { proposals, sure }) => sum + (filter.sure ? sure : proposals), 0)
    return { act: 'repaired', note: filter.code ?? '', figures: { count } }
  })
}

/** Moves every place of the draft out of the old Tokyo datum: a file is in one datum, also where no border shows it. */
export function moveDatum(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number },
): Promise<ChangeOutcome> {
  return beginTask(act, wanted, { kind: 'datum', by: act.author.staffId }, ({ rowCount }) => ({
    act: 'datum-moved',
    figures: { count: rowCount },
  }))
}

/** Gives the background work to do, unless somebody changed the draft meanwhile. */
async function beginTask(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number },
  task: DraftTask,
  said: (draft: Draft) => ActRecord,
): Promise<ChangeOutcome> {
  const outcome = await inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const draft = await lockDraft(trx, wanted.draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    if (!draft) return { ok: false, refusal: 'gone' }
    if (draft.state !== 'open' || draft.task !== undefined) return { ok: false, refusal: 'not-open' }
    if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    await changeDraft(trx, draft.id, { task, done: 0 }, { name: act.author.name, at: act.at })
    await record(trx, act, { ...said(draft), datasetId: draft.datasetId, draftId: draft.id })
    return { ok: true }
  })
  if (outcome.ok) await workAtOnce(act, wanted.draftId)
  return outcome
}

/** Small work is done before the answer; whoever asked sees the result instead of a bar. */
export async function workAtOnce(act: Act, draftId: string): Promise<void> {
  const db = act.services.db.city<OfficeDb>(act.cityId)
  const draft = await findDraft(db, draftId)
  if (draft?.task === undefined) return
  const small = draft.task.kind === 'read' ? (draft.source?.bytes ?? 0) < 300_000 : draft.rowCount <= atOnce
  if (small) await draftTurn(act.services, act.cityId, draftId)
}
