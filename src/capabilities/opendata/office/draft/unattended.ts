import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { messages } from '../pages/messages.ja.ts'
import { type Act, inTransaction, systemAct } from './act.ts'
import { publishDraft } from './decide.ts'
import { type Draft, errorsOf, warningsOf } from './draft.ts'
import { proposeDraft } from './propose.ts'
import { acceptProposals } from './repair-draft.ts'
import { findDraft, lockDraft } from './store-drafts.ts'

/** A file that makes so large a part of the rows disappear is looked at by a person first. */
const mostRemoved = 0.2

/**
 * What happens to a file that nobody sits in front of, once it is read: sure repairs are made; with anything left to say it waits for a
 * clerk; otherwise it is proposed, and published where the dataset allows that without a person.
 */
export async function settleUnattended(
  services: ZoneServices<'office'>,
  cityId: string,
  draftId: string,
): Promise<void> {
  const db = services.db.city<OfficeDb>(cityId)
  const act = (): Act => systemAct(services, cityId, messages.robot)
  let draft = await findDraft(db, draftId)
  if (draft?.state !== 'open' || draft.fault !== undefined) return
  if (draft.findings.some(({ sure }) => sure > 0)) {
    await acceptProposals(act(), { draftId, seen: draft.revision, filter: { sure: true } })
    draft = await findDraft(db, draftId)
  }
  if (draft?.state !== 'open' || draft.task !== undefined || hasProblems(draft)) return
  const proposed = await proposeDraft(act(), {
    draftId,
    seen: draft.revision,
    note: messages.robotNote(draft.sourceName),
    correction: false,
  })
  const datasetId = draft.datasetId
  if (!proposed.ok || datasetId === undefined) return
  const publisher = act()
  await inTransaction(publisher, async (trx) => {
    const dataset = await trx
      .selectFrom('dataset')
      .select('automatic')
      .where('dataset_id', '=', datasetId)
      .executeTakeFirst()
    const locked = await lockDraft(trx, draftId)
    if (!dataset?.automatic || locked?.state !== 'proposed' || !locked.proposal) return
    const { changes, rows } = locked.proposal
    if (changes.removed > mostRemoved * Math.max(1, rows + changes.removed - changes.added)) return
    await publishDraft(publisher, trx, locked, locked.proposal)
  })
  services.relay.nudge()
}

/** Anything but notices of recommendations: places that were found by address are for a person to confirm. */
function hasProblems({ findings }: Draft): boolean {
  return errorsOf(findings) > 0 || warningsOf(findings) > 0 || findings.some(({ proposals }) => proposals > 0)
}
