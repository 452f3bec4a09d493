import { dayOf } from '../../../../civic/day.ts'
import { withdrawDataset } from '../publish-version.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import type { ChangeOutcome } from './match-draft.ts'
import { changeDraft, lockDraft } from './store-drafts.ts'
import { dropRows } from './store-rows.ts'

/** Gives a draft up: its rows and its file are gone, what is published stays as it is. */
export async function discardDraft(act: Act, draftId: string): Promise<ChangeOutcome> {
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const draft = await lockDraft(trx, draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    if (!draft) return { ok: false, refusal: 'gone' }
    if (draft.state === 'published' || draft.state === 'discarded' || draft.state === 'proposed')
      return { ok: false, refusal: 'not-open' }
    await dropRows(trx, draftId)
    await changeDraft(
      trx,
      draftId,
      { state: 'discarded', source: null, task: null },
      { name: act.author.name, at: act.at },
    )
    await record(trx, act, { act: 'discarded', datasetId: draft.datasetId, draftId })
    return { ok: true }
  })
}

/** Takes a dataset off the portal at once; what stands in its place says why. False when it is not published. */
export async function withdraw(act: Act, datasetId: string, reason: string): Promise<boolean> {
  const done = await inTransaction(act, async (trx) => {
    const dataset = await trx
      .selectFrom('dataset')
      .select('state')
      .where('dataset_id', '=', datasetId)
      .forUpdate()
      .executeTakeFirst()
    if (await doneBefore(trx, act.requestKey)) return true
    if (dataset?.state !== 'published') return false
    const content = { reason, withdrawnOn: dayOf(act.at) }
    await withdrawDataset(act.services, trx, act.cityId, { datasetId, content, by: act.author.staffId }, act.at)
    await record(trx, act, { act: 'withdrawn', datasetId, note: reason })
    return true
  })
  act.services.relay.nudge()
  return done
}

/** Whether what a robot brings is published without a person where nothing is to be said of it. */
export async function setAutomatic(act: Act, datasetId: string, automatic: boolean): Promise<void> {
  await inTransaction(act, async (trx) => {
    const known = await trx
      .selectFrom('dataset')
      .select('automatic')
      .where('dataset_id', '=', datasetId)
      .forUpdate()
      .executeTakeFirst()
    if (await doneBefore(trx, act.requestKey)) return
    if (!known || known.automatic === automatic) return
    await trx.updateTable('dataset').set({ automatic }).where('dataset_id', '=', datasetId).execute()
    await record(trx, act, { act: 'settings', datasetId, figures: { automatic: automatic ? 1 : 0 } })
  })
}
