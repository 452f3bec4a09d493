import { sealDraft } from '../drafts/box.ts'
import type { Draft, DraftBody } from '../drafts/draft.ts'
import { openedDrafts } from '../drafts/opened.ts'
import { toDraft } from '../drafts/visit.ts'
import { cityDb } from '../shared/portal.ts'
import { draftExpiry } from '../shared/settings.ts'
import { sealBundle } from './box.ts'
import type { Bundle, BundleBody } from './bundle.ts'
import { lockBundle, lockDrafts } from './store.ts'
import { type OpenBundle, questionsOf, toBundle } from './visit.ts'

/** A change of a bundle: its own body and those of its drafts. A draft that is not named is left as it is. */
export interface BundleChange {
  readonly body: BundleBody
  readonly drafts: ReadonlyMap<string, DraftBody>
}

export type Changed<Refusal> =
  | ({ readonly ok: true } & BundleChange)
  | { readonly ok: false; readonly refusal: Refusal; readonly visit: OpenBundle }

export type SavedBundle<Refusal> =
  | { readonly ok: true; readonly visit: OpenBundle }
  | { readonly ok: false; readonly refusal: Refusal; readonly visit: OpenBundle }
  | { readonly ok: false; readonly refusal: 'gone' }

/**
 * Saves a change of a bundle and its drafts, all in one transaction: an answer is in every procedure that asks it or in
 * none. The change is made on what stands there once the rows are locked, so that no other save is lost; a page of one
 * draft that is saved at the same time waits, and is made again on what this one left.
 */
export async function saveBundle<Refusal = never>(
  visit: OpenBundle,
  change: (now: OpenBundle) => Changed<Refusal>,
): Promise<SavedBundle<Refusal>> {
  const { portal, city, now } = visit
  const { keys } = portal.services
  const saved = await cityDb(portal, city.id)
    .transaction()
    .execute(async (trx): Promise<SavedBundle<Refusal>> => {
      const row = await lockBundle(trx, visit.bundle.id)
      if (row === undefined || row.submitted_at !== null) return { ok: false, refusal: 'gone' }
      const ids = visit.drafts.map(({ draft }) => draft.id)
      const rows = ids.length === 0 ? [] : await lockDrafts(trx, ids, now)
      const fresh = withDrafts(
        visit,
        toBundle(row, portal, city.id),
        rows.map((each) => toDraft(each, portal, city.id)),
      )
      const changed = change(fresh)
      if (!changed.ok) return changed
      const expiresAt = draftExpiry(city, now)
      const drafts: Draft[] = []
      for (const { draft } of fresh.drafts) {
        const body = changed.drafts.get(draft.id)
        const next =
          body === undefined
            ? { ...draft, expiresAt }
            : { ...draft, body, version: draft.version + 1, savedAt: now, expiresAt }
        drafts.push(next)
        await trx
          .updateTable('draft')
          .set({
            expires_at: expiresAt,
            ...(body === undefined
              ? {}
              : { body: sealDraft(keys, city.id, draft.id, body), version: next.version, saved_at: now }),
          })
          .where('id', '=', draft.id)
          .execute()
      }
      const bundle: Bundle = {
        ...fresh.bundle,
        body: changed.body,
        version: fresh.bundle.version + 1,
        savedAt: now,
        expiresAt,
      }
      await trx
        .updateTable('bundle')
        .set({
          body: sealBundle(keys, city.id, bundle.id, bundle.body),
          version: bundle.version,
          saved_at: now,
          expires_at: expiresAt,
        })
        .where('id', '=', bundle.id)
        .execute()
      return { ok: true, visit: withDrafts(fresh, bundle, drafts) }
    })
  if (!saved.ok) return saved
  for (const { draft } of saved.visit.drafts) openedDrafts(portal.services).keep(city.id, draft)
  return saved
}

/** The same visit with its drafts as they are now; one that is gone is left out. */
export function withDrafts(visit: OpenBundle, bundle: Bundle, drafts: readonly Draft[]): OpenBundle {
  const now = visit.drafts.flatMap((each) => {
    const draft = drafts.find(({ id }) => id === each.draft.id)
    return draft === undefined ? [] : [{ ...each, draft, opened: { draft, pages: new Map() } }]
  })
  return { ...visit, bundle, drafts: now, questions: questionsOf(now) }
}
