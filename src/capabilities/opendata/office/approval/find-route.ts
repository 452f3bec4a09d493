import type { Kysely } from 'kysely'
import { dayOf } from '../../../../civic/day.ts'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { approvals, type RouteWords } from '../../../approvals/index.ts'
import { type Act, handsIn } from '../draft/act.ts'
import type { Draft } from '../draft/draft.ts'

/** The matter of the city's 決裁区分 table by which versions of datasets are decided on. */
export const publicationMatter = 'dataset-publication'

/** Who decides on a draft. */
export type DraftRoute =
  /** The table says nothing of open data: somebody else with the permission, and no hand in the draft. */
  | { readonly kind: 'four-eyes' }
  | { readonly kind: 'route'; readonly sectionId: string; readonly stops: readonly RouteWords[] }
  /** The table says something that can't be followed today; the sentence says what. */
  | { readonly kind: 'none'; readonly sentence: string }

/** Where the proposal of a draft would go if this person (or the program, for a file that nobody brought) made it now. */
export async function routeOfDraft(act: Act, draft: Draft): Promise<DraftRoute> {
  const db = act.services.db.city<OfficeDb>(act.cityId)
  const { sectionId = await ownerOf(db, act, draft) } = act.author
  const planned = await approvals.plannedRoute(db, {
    matter: publicationMatter,
    // A section that is not there has no posts: the line of the mayor alone would decide on what nobody answers for.
    sectionId: sectionId ?? nowhere,
    proposerId: act.author.staffId === 'system' ? null : act.author.staffId,
    authors: await authorsOf(db, draft.id),
    at: act.at,
  })
  if (planned.ok) return { kind: 'route', sectionId: sectionId ?? nowhere, stops: planned.stops }
  return planned.refusal === 'unknown-matter' ? { kind: 'four-eyes' } : { kind: 'none', sentence: planned.sentence }
}

/** Members of staff who had a hand in a draft. */
export async function authorsOf(db: Kysely<OfficeDb>, draftId: string): Promise<readonly string[]> {
  return [...(await handsIn(db, draftId))].filter((id) => id !== 'system')
}

const nowhere = '00000000-0000-0000-0000-000000000000'

/** The section that answers for the dataset, where nobody's own section is asked. */
async function ownerOf(db: Kysely<OfficeDb>, { at }: Act, { definition }: Draft): Promise<string | undefined> {
  if (!definition) return undefined
  return (await approvals.sectionByCode(db, definition.owner, dayOf(at))) ?? undefined
}
