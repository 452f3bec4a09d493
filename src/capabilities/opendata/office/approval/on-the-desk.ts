import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DeskElsewhere, ElsewhereLine } from '../../../approvals/index.ts'
import { mayDo } from '../../../identity/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { handsIn } from '../draft/act.ts'
import { refusalToDecide } from '../draft/decide.ts'
import type { DraftProposal } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'

const words = messages.desk

/**
 * Datasets on the desk of 決裁 where the city's table knows no route for them and four eyes decide: those that this person may decide on, and
 * those that they proposed. What is on a route stands there as a document.
 */
export function datasetsOnDesk(services: ZoneServices<'office'>): DeskElsewhere {
  return async (staff, today) => {
    const db = services.db.city<OfficeDb>(staff.cityId)
    const rows = await db
      .selectFrom('dataset_draft')
      .select(['id', 'definition', 'proposal'])
      .where('state', '=', 'proposed')
      .orderBy('changed_at')
      .limit(200)
      .execute()
    const waiting: ElsewhereLine[] = []
    const own: ElsewhereLine[] = []
    const decision = { decision: 'approved', mayPublish: mayDo(staff, 'opendata.publish') } as const
    for (const { id, definition, proposal: kept } of rows) {
      const proposal = kept as unknown as DraftProposal | null
      if (proposal === null || proposal.approval !== undefined) continue
      const line = (act: string): ElsewhereLine => ({
        href: `/datasets/drafts/${id}/publication`,
        title: words.title((definition as unknown as DatasetDefinition).title.ja),
        matter: words.matter,
        proposer: proposal.byName,
        proposedAt: new Date(proposal.at),
        // The approval publishes at once.
        dueOn: today,
        act,
      })
      if (proposal.by === staff.staffId) own.push(line(words.waits))
      else if (
        decision.mayPublish &&
        refusalToDecide(staff.staffId, proposal, await handsIn(db, id), decision) === undefined
      )
        waiting.push(line(words.decide))
    }
    return { waiting, own }
  }
}
