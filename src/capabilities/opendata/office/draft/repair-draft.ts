import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import type { RepairFilter } from './draft.ts'
import type { ChangeOutcome } from './match-draft.ts'
import { changeDraft, findDraft, lockDraft } from './store-drafts.ts'
import { draftTurn } from './work.ts'

/** A draft of so many rows is done while the clerk waits; more goes on in the background. */
const atOnce = 3000

/** Accepts the proposals of a kind, of a column, or all of them. */
export async function acceptProposals(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly filter: RepairFilter },
): Promise<ChangeOutcome> {
  const outcome = await inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    const draft = await lockDraft(trx, wanted.draftId)
    if (!draft) return { ok: false, refusal: 'gone' }
    if (draft.state !== 'open' || draft.task !== undefined) return { ok: false, refusal: 'not-open' }
    if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const { filter } = wanted
    const count = draft.findings
      .filter(({ code, column }) => (filter.code ?? code) === code && (filter.column ?? column) === column)
      .reduce((sum, { proposals, sure }) => sum + (filter.sure ? sure : proposals), 0)
    const by = { name: act.author.name, at: act.at }
    await changeDraft(trx, draft.id, { task: { kind: 'repair', filter, by: act.author.staffId }, done: 0 }, by)
    await record(trx, act, {
      act: 'repaired',
      datasetId: draft.datasetId,
      draftId: draft.id,
      note: filter.code ?? '',
      figures: { count },
    })
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
