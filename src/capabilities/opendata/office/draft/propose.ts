import { buffer } from 'node:stream/consumers'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { packRows } from '../../public/load/row-file.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import { differencesOf, newestVersion } from './differences.ts'
import { type DraftProposal, errorsOf } from './draft.ts'
import { rowOf } from './row-of.ts'
import { changeDraft, findDraft, lockDraft } from './store-drafts.ts'
import { allRows } from './store-rows.ts'

export type ProposeRefusal = 'gone' | 'not-open' | 'changed-meanwhile' | 'errors' | 'empty' | 'overtaken'

/**
 * Proposes a draft, as it was seen, for publication. Its rows are packed now: what is approved later are these bytes and no others.
 * Whoever approves has had no hand in it.
 */
export async function proposeDraft(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly note: string; readonly correction: boolean },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: ProposeRefusal }> {
  const { services, cityId } = act
  const db = services.db.city<OfficeDb>(cityId)
  if (await doneBefore(db, act.requestKey)) return { ok: true }
  const draft = await findDraft(db, wanted.draftId)
  const { definition, datasetId } = draft ?? {}
  if (!draft || !definition || datasetId === undefined) return { ok: false, refusal: 'gone' }
  if (draft.state !== 'open' || draft.task !== undefined) return { ok: false, refusal: 'not-open' }
  if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
  if (errorsOf(draft.findings) > 0) return { ok: false, refusal: 'errors' }
  if (draft.rowCount === 0) return { ok: false, refusal: 'empty' }
  const { changes } = await differencesOf(services, cityId, { ...draft, definition })
  const rows = async function* () {
    for await (const { cells } of allRows(db, draft.id)) yield rowOf(definition, cells)
  }
  const file = await services.files.put(cityId, await buffer(packRows(definition, rows())))
  const proposal: DraftProposal = {
    file: { address: file.address, key: file.key.toString('base64'), bytes: file.bytes, sha256: file.sha256 },
    rows: draft.rowCount,
    changes,
    note: wanted.note,
    correction: wanted.correction,
    by: act.author.staffId,
    byName: `${act.author.post} ${act.author.name}`.trim(),
    at: act.at.toISOString(),
  }
  return inTransaction(act, async (trx) => {
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    const locked = await lockDraft(trx, draft.id)
    // Packed from what was seen: a change in between would not be in it.
    if (locked?.revision !== draft.revision) return { ok: false, refusal: 'changed-meanwhile' }
    if (((await newestVersion(trx, datasetId))?.number ?? 0) !== draft.baseNumber)
      return { ok: false, refusal: 'overtaken' }
    await changeDraft(trx, draft.id, { state: 'proposed', proposal }, { name: act.author.name, at: act.at })
    const { added, changed, removed } = changes
    const figures = { rows: proposal.rows, added, changed, removed }
    await record(trx, act, { act: 'proposed', datasetId, draftId: draft.id, note: wanted.note, figures })
    return { ok: true }
  })
}
