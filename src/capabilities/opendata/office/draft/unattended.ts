import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { authorsOf } from '../approval/find-route.ts'
import { messages } from '../pages/messages.ja.ts'
import { type Act, systemAct } from './act.ts'
import { type Draft, errorsOf, warningsOf } from './draft.ts'
import { proposeDraft } from './propose.ts'
import { acceptProposals } from './repair-draft.ts'
import { findDraft } from './store-drafts.ts'

/**
 * What happens to a file that nobody sits in front of, once it is read: sure repairs are made; with anything left to say it waits for a
 * clerk; otherwise it is proposed, and published where the dataset allows that without a person. Where the table of approvals can't be
 * followed without a proposer it stays as it is, for a clerk to propose.
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
  // Somebody has taken it in hand (confirmed its headers): it is theirs to propose.
  if ((await authorsOf(db, draftId)).length > 0) return
  if (draft.findings.some(({ sure }) => sure > 0)) {
    await acceptProposals(act(), { draftId, seen: draft.revision, filter: { sure: true } })
    draft = await findDraft(db, draftId)
  }
  if (draft?.state !== 'open' || draft.task !== undefined || hasProblems(draft)) return
  const dataset = await db
    .selectFrom('dataset')
    .select('automatic')
    .where('dataset_id', '=', draft.datasetId ?? '')
    .executeTakeFirst()
  await proposeDraft(act(), {
    draftId,
    seen: draft.revision,
    note: messages.robotNote(draft.sourceName),
    correction: false,
    alone: dataset?.automatic === true,
  })
}

/** Anything but notices of recommendations: places that were found by address are for a person to confirm. */
function hasProblems({ findings }: Draft): boolean {
  return errorsOf(findings) > 0 || warningsOf(findings) > 0 || findings.some(({ proposals }) => proposals > 0)
}
