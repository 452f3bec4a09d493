import { cityDb } from '../shared/portal.ts'
import { draftExpiry } from '../shared/settings.ts'
import { sealDraft } from './box.ts'
import type { DraftBody } from './draft.ts'
import { openedDrafts } from './opened.ts'
import { findDraftRow, updateDraft } from './store.ts'
import { type OpenVisit, toDraft } from './visit.ts'

export type Change<Refusal> =
  | { readonly ok: true; readonly body: DraftBody }
  | { readonly ok: false; readonly refusal: Refusal }

export type Saved<Refusal> =
  | { readonly ok: true; readonly visit: OpenVisit }
  | { readonly ok: false; readonly refusal: Refusal | 'gone' }

/** How often a save that met another save is tried again on what that one left. */
const tries = 4

/**
 * Saves a change of a draft in one UPDATE. When another tab or device was quicker, the change is made again on what it
 * saved, so that two pages saved at once are both kept.
 */
export async function saveDraft<Refusal>(
  visit: OpenVisit,
  change: (body: DraftBody, version: number) => Change<Refusal>,
): Promise<Saved<Refusal>> {
  const { portal, city, now } = visit
  const db = cityDb(portal, city.id)
  let { draft } = visit
  for (let left = tries; left > 0; left -= 1) {
    const changed = change(draft.body, draft.version)
    if (!changed.ok) return changed
    const box = sealDraft(portal.services.keys, city.id, draft.id, changed.body)
    const expiresAt = draftExpiry(city, now)
    if (await updateDraft(db, { id: draft.id, version: draft.version, body: box, savedAt: now, expiresAt })) {
      const saved = { ...draft, body: changed.body, version: draft.version + 1, savedAt: now, expiresAt }
      const opened = openedDrafts(portal.services).keep(city.id, saved)
      return { ok: true, visit: { ...visit, opened, draft: saved } }
    }
    const row = await findDraftRow(db, draft.id, now)
    if (row === undefined) return { ok: false, refusal: 'gone' }
    draft = toDraft(row, portal, city.id)
  }
  throw new Error('A draft was saved by others faster than we could.')
}
