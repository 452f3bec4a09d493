import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { absentText, type StandingAt, standingsOf } from './organisation.ts'
import type { Proposal } from './proposal.ts'
import { type Act, applyAct, turnRefusal } from './rules/act.ts'
import { type DeskLine, listOpenPosts, listOpenSteps } from './store/desk.ts'

/** A line of the desk that is this person's to act on; `deputyFor` names those in whose place (代決), else it is empty. */
export interface WaitingLine extends DeskLine {
  readonly deputyFor: string
}

/** Everything whose turn is this person's today, as holder of a post or in an absent holder's place. */
export async function waitingFor(
  services: ZoneServices<'office'>,
  db: Kysely<OfficeDb>,
  person: { readonly cityId: string; readonly staffId: string; readonly onDay: string },
): Promise<readonly WaitingLine[]> {
  const posts = await listOpenPosts(db)
  const standings = await standingsOf(db, person.staffId, posts, person.onDay)
  const theirs = new Map(
    posts.flatMap((post, index) => {
      const at = standings[index]
      return at === undefined || at.standing.kind === 'none' ? [] : [[postKey(post.sectionId, post.rank), at] as const]
    }),
  )
  const lines = await listOpenSteps(
    db,
    services.keys,
    person.cityId,
    posts.filter((post) => theirs.has(postKey(post.sectionId, post.rank))),
  )
  return lines.flatMap((line) => {
    const at = theirs.get(postKey(line.openSectionId, line.openRank))
    const situation = { proposerId: line.proposerId, authors: line.authors, substitutionAllowed: line.substitution }
    if (at === undefined) return []
    const refusal = turnRefusal(situation, { actorId: person.staffId, standing: at.standing })
    return refusal === null ? [{ ...line, deputyFor: absentText(at) }] : []
  })
}

/** A person's part in a proposal. */
export interface Part {
  /** What they may do with it now, the main act first. */
  readonly acts: readonly Act[]
  /** For whom they would act (代決); empty when for nobody. */
  readonly deputyFor: string
  /** Whether they proposed it, acted on it, see it afterwards, or stand on its route: they may read it. */
  readonly takesPart: boolean
}

/** One person's part in a proposal now. */
export async function partIn(
  db: Kysely<OfficeDb>,
  proposal: Proposal,
  person: { readonly staffId: string; readonly onDay: string },
): Promise<Part> {
  return (await partsIn(db, [proposal], person)).get(proposal.id) as Part
}

/** The same for several proposals at once, by their ids. */
export async function partsIn(
  db: Kysely<OfficeDb>,
  proposals: readonly Proposal[],
  person: { readonly staffId: string; readonly onDay: string },
): Promise<ReadonlyMap<string, Part>> {
  const steps = proposals.flatMap((proposal) => proposal.steps)
  const standings = await standingsOf(db, person.staffId, steps, person.onDay)
  const at = new Map(steps.map((step, index) => [step, standings[index]]))
  return new Map(
    proposals.map((proposal) => [
      proposal.id,
      partOf(
        proposal,
        person.staffId,
        proposal.steps.map((step) => at.get(step)),
      ),
    ]),
  )
}

function partOf(proposal: Proposal, staffId: string, standings: readonly (StandingAt | undefined)[]): Part {
  const open = standings[proposal.steps.findIndex((step) => step.state === 'open')]
  const standing = open?.standing ?? { kind: 'none' as const }
  const situation = {
    state: proposal.state,
    steps: proposal.steps,
    proposerId: proposal.proposerId,
    authors: proposal.authors,
    substitutionAllowed: proposal.substitution,
  }
  const theirTurn = turnRefusal(situation, { actorId: staffId, standing }) === null
  return {
    acts: inOrder.filter((act) => applyAct(situation, { act, actorId: staffId, standing, comment: '-' }).ok),
    deputyFor: open !== undefined && theirTurn ? absentText(open) : '',
    takesPart:
      proposal.proposerId === staffId ||
      proposal.acts.some((act) => act.staffId === staffId) ||
      proposal.postReviews.some((review) => review.staffId === staffId) ||
      standings.some((each) => each !== undefined && each.standing.kind !== 'none'),
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

function postKey(sectionId: string, rank: number): string {
  return `${sectionId} ${rank}`
}
