import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { SubmissionMessage } from '../../exchange/index.ts'
import { type Browser, hiddenOf, openedCase, type World } from './world.ts'

/** Presses a button of the case page: its form's hidden fields with the given ones. */
export function act(
  browser: Browser,
  id: string,
  noun: string,
  fields: Record<string, string | readonly string[]> = {},
): Promise<Response> {
  return browser.submit(`/cases/${id}`, `/cases/${id}/${noun}`, fields)
}

/** Types of a case's events, in their order. */
export async function eventsOf(world: World, caseId: string): Promise<readonly string[]> {
  const rows = await world.services.db
    .city<OfficeDb>('yanai')
    .selectFrom('event')
    .select('type')
    .where('stream', '=', 'case')
    .where('stream_id', '=', caseId)
    .orderBy('number')
    .execute()
  return rows.map((row) => row.type)
}

/** A case in review with every check settled. */
export async function reviewedCase(
  world: World,
  clerk: Browser,
  changes: Partial<SubmissionMessage> = {},
): Promise<string> {
  const id = await openedCase(world, changes)
  await act(clerk, id, 'assignment')
  const checks = await world.services.db
    .city<OfficeDb>('yanai')
    .selectFrom('case_check')
    .select('item_id')
    .where('case_id', '=', id)
    .where('outcome', '=', 'person')
    .execute()
  for (const check of checks) {
    const html = await (await clerk.get(`/cases/${id}`)).text()
    const hidden = hiddenOf(html, `/cases/${id}/checks`).filter(([name]) => name !== 'item' && name !== 'form')
    const answer = await clerk.post(`/cases/${id}/checks`, [
      ...hidden,
      ['item', check.item_id],
      ['mark', 'pass'],
      [`finding.${check.item_id}`, '書類で確かめた'],
    ])
    if (answer.status !== 303) throw new Error(`the check ${check.item_id} was not marked: ${answer.status}`)
  }
  return id
}
