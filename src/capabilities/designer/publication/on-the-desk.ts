import { sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DeskElsewhere, ElsewhereLine } from '../../approvals/index.ts'
import { mayDo } from '../../identity/index.ts'
import { copyName } from '../name.ts'
import { refusalToDecide } from './four-eyes.ts'
import { messages } from './messages.ja.ts'

const words = messages.desk

/** Publications on the desk of 決裁: those that this person may decide on, and those that they proposed and that wait for somebody else. */
export function publicationsOnDesk(services: ZoneServices<'office'>): DeskElsewhere {
  return async (staff) => {
    const mayPublish = mayDo(staff, 'procedures.publish')
    const rows = await services.db
      .city<OfficeDb>(staff.cityId)
      .selectFrom('publication_proposal as publication')
      .innerJoin('working_copy_save as save', (join) =>
        join.onRef('save.copy_id', '=', 'publication.copy_id').onRef('save.number', '=', 'publication.save_number'),
      )
      .select(['publication.copy_id', 'publication.procedure_id', 'publication.holds_from', 'publication.proposed_by'])
      .select(['publication.proposed_name', 'publication.proposed_post', 'publication.proposed_at', 'save.source'])
      .select((eb) =>
        eb
          .selectFrom('working_copy_save as each')
          .select(sql<string[]>`array_agg(distinct each.saved_by)`.as('writers'))
          .whereRef('each.copy_id', '=', 'publication.copy_id')
          .as('writers'),
      )
      .where('publication.state', '=', 'proposed')
      .orderBy('publication.holds_from')
      .orderBy('publication.proposed_at')
      .limit(200)
      .execute()
    const line = (row: (typeof rows)[number], act: string): ElsewhereLine => ({
      href: `/designer/copies/${row.copy_id}/publication`,
      title: words.title(copyName({ source: row.source, procedureId: row.procedure_id })),
      matter: words.matter,
      proposer: `${row.proposed_post} ${row.proposed_name}`,
      proposedAt: row.proposed_at,
      dueOn: row.holds_from,
      act,
    })
    const theirs = rows.filter(
      (row) =>
        refusalToDecide({
          proposal: { state: 'proposed', proposedBy: row.proposed_by },
          decision: 'approved',
          actorId: staff.staffId,
          mayPublish,
          writers: row.writers ?? [],
        }) === undefined,
    )
    return {
      waiting: theirs.map((row) => line(row, words.decide)),
      own: rows.filter((row) => row.proposed_by === staff.staffId).map((row) => line(row, words.waits)),
    }
  }
}
