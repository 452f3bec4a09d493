import { sealDraft } from '../drafts/box.ts'
import { eraseDraftRows, removeFiles } from '../drafts/discard.ts'
import type { DraftBody } from '../drafts/draft.ts'
import { listFiles } from '../drafts/file-store.ts'
import { openedDrafts } from '../drafts/opened.ts'
import { toDraft } from '../drafts/visit.ts'
import { cityDb } from '../shared/portal.ts'
import { sharedPaths } from './rules/questions.ts'
import { lockBundle, lockDrafts } from './store.ts'
import { type OpenBundle, questionsOf } from './visit.ts'

/**
 * Takes one procedure out of a bundle: it goes on as a draft of its own with every answer, and so does the other when it
 * would be left alone. What the rest has in common is worked out anew. Returns whether the bundle goes on.
 */
export async function takeOut(visit: OpenBundle, draftId: string): Promise<'goes-on' | 'ended' | 'gone'> {
  const { portal, city, bundle, now } = visit
  const { keys } = portal.services
  return cityDb(portal, city.id)
    .transaction()
    .execute(async (trx) => {
      const row = await lockBundle(trx, bundle.id)
      if (row === undefined || row.submitted_at !== null) return 'gone'
      const rows = await lockDrafts(
        trx,
        visit.drafts.map(({ draft }) => draft.id),
        now,
      )
      const drafts = rows.map((each) => toDraft(each, portal, city.id))
      const rest = visit.drafts.filter(({ draft }) => draft.id !== draftId && drafts.some(({ id }) => id === draft.id))
      const goesOn = rest.length > 1
      const questions = goesOn ? questionsOf(rest) : []
      for (const draft of drafts) {
        const { bundle: _mark, confirmed: _confirmed, ...alone } = draft.body
        const stays = goesOn && draft.id !== draftId
        const body: DraftBody = stays
          ? { ...alone, bundle: { id: bundle.id, shared: sharedPaths(questions, draft.id) } }
          : alone
        await trx
          .updateTable('draft')
          .set({ body: sealDraft(keys, city.id, draft.id, body), version: draft.version + 1 })
          .where('id', '=', draft.id)
          .execute()
      }
      if (goesOn) {
        await trx
          .deleteFrom('bundle_member')
          .where('bundle_id', '=', bundle.id)
          .where('application_id', '=', draftId)
          .execute()
        await trx
          .updateTable('bundle')
          .set({ version: row.version + 1 })
          .where('id', '=', bundle.id)
          .execute()
        return 'goes-on'
      }
      await trx.deleteFrom('bundle').where('id', '=', bundle.id).execute()
      return 'ended'
    })
}

/**
 * Deletes a bundle with everything that was entered for its drafts. When it was sent meanwhile nothing is deleted, and the
 * answer is `sent`. An application that was sent from it on its own stays.
 */
export async function discardBundle(visit: OpenBundle): Promise<'deleted' | 'sent'> {
  const { portal, city, bundle } = visit
  const { keys } = portal.services
  const db = cityDb(portal, city.id)
  const ids = visit.drafts.map(({ draft }) => draft.id).sort()
  const files = await Promise.all(ids.map(async (id) => ({ id, files: await listFiles(db, keys, city.id, id) })))
  const erased = await db.transaction().execute(async (trx) => {
    const row = await lockBundle(trx, bundle.id)
    if (row !== undefined && row.submitted_at !== null) return undefined
    // What was taken out meanwhile goes on as a draft of its own.
    const members = await trx
      .selectFrom('bundle_member')
      .select('application_id')
      .where('bundle_id', '=', bundle.id)
      .execute()
    await trx.deleteFrom('bundle').where('id', '=', bundle.id).execute()
    await trx.deleteFrom('browser_grant').where('application_id', '=', bundle.id).execute()
    await trx.deleteFrom('parked_post').where('application_id', '=', bundle.id).execute()
    const gone = new Set<string>()
    for (const id of ids)
      if (members.some((each) => each.application_id === id) && (await eraseDraftRows(trx, id))) gone.add(id)
    return gone
  })
  if (erased === undefined) return 'sent'
  for (const id of ids) openedDrafts(portal.services).forget(city.id, id)
  for (const each of files) if (erased.has(each.id)) await removeFiles(portal.services, city.id, each.files)
  return 'deleted'
}
