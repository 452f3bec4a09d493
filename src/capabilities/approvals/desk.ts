import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { standingOf } from './organisation.ts'
import type { Proposal } from './proposal.ts'
import { type Act, applyAct } from './rules/act.ts'
import { type DeskLine, listOpenPosts, listOpenSteps } from './store/desk.ts'

/** Everything whose turn is this person's today, as holder of a post or in an absent holder's place. */
export async function waitingFor(
  services: ZoneServices<'office'>,
  db: Kysely<OfficeDb>,
  person: { readonly cityId: string; readonly staffId: string; readonly onDay: string },
): Promise<readonly DeskLine[]> {
  const posts = []
  for (const post of await listOpenPosts(db)) {
    const { standing } = await standingOf(db, person.staffId, post, person.onDay)
    if (standing.kind !== 'none') posts.push(post)
  }
  return listOpenSteps(db, services.keys, person.cityId, posts)
}

/** What this person may do with a proposal now, the main act first; and for whom they would act (代決). */
export async function actsFor(
  db: Kysely<OfficeDb>,
  proposal: Proposal,
  person: { readonly staffId: string; readonly onDay: string },
): Promise<{ readonly acts: readonly Act[]; readonly deputyFor: string; readonly takesPart: boolean }> {
  const open = proposal.steps.find((step) => step.state === 'open')
  const found = open === undefined ? null : await standingOf(db, person.staffId, open, person.onDay)
  const standing = found?.standing ?? { kind: 'none' as const }
  const possible = inOrder.filter(
    (act) =>
      applyAct(
        {
          state: proposal.state,
          steps: proposal.steps,
          proposerId: proposal.proposerId,
          substitutionAllowed: proposal.substitution,
        },
        { act, actorId: person.staffId, standing, comment: '-' },
      ).ok,
  )
  return {
    acts: possible,
    deputyFor:
      standing.kind === 'deputy'
        ? (found?.absent ?? []).map((each) => `${each.staffName} ${each.postName}`).join('、')
        : '',
    takesPart: standing.kind !== 'none' || (await stands(db, proposal, person)),
  }
}

/** The main act of a step first, then the others as their buttons stand. */
const inOrder: readonly Act[] = [
  'decide',
  'approve',
  'concur',
  'resume',
  'send-back',
  'hold',
  'object',
  'refuse',
  'recall',
]

/** Whether the person proposed it, acted on it, sees it afterwards, or will come on its route: they may read it. */
async function stands(
  db: Kysely<OfficeDb>,
  proposal: Proposal,
  person: { readonly staffId: string; readonly onDay: string },
): Promise<boolean> {
  if (proposal.proposerId === person.staffId) return true
  if (proposal.acts.some((act) => act.staffId === person.staffId)) return true
  if (proposal.postReviews.some((review) => review.staffId === person.staffId)) return true
  for (const step of proposal.steps) {
    const { standing } = await standingOf(db, person.staffId, step, person.onDay)
    if (standing.kind !== 'none') return true
  }
  return false
}
