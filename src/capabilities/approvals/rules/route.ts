import type { MatterRow } from './matter.ts'

/** A post in the line from the proposer upwards, or a consulted section's head. */
export interface PostInLine {
  readonly sectionId: string
  readonly sectionName: string
  readonly rank: number
  readonly postName: string
  /** Staff ids of those in post today. */
  readonly holders: readonly string[]
}

export type StepAct = 'approve' | 'concur' | 'decide'

export interface PlannedStep {
  readonly act: StepAct
  readonly sectionId: string
  readonly sectionName: string
  readonly rank: number
  readonly postName: string
}

export type RouteResult =
  | { readonly ok: true; readonly steps: readonly PlannedStep[] }
  /** Nobody in the line is entitled to decide: a post is vacant, or the table asks for a rank that does not exist. */
  | { readonly ok: false; readonly refusal: 'no-decider' }

/** Rank of a section's head (課長): concurrence comes after the own head and before those above. */
const headRank = 50

/**
 * The route of a proposal: up the own line to the decider, with the consulted sections in between.
 * `line` is ordered by rank, lowest first, and begins above the proposer. A post that only the proposer, or others who wrote
 * what is decided on, hold is left out: nobody approves their own work, and a decision always has a second person.
 */
export function planRoute(
  row: MatterRow,
  line: readonly PostInLine[],
  consulted: readonly PostInLine[],
  proposerId: string,
  authors: readonly string[] = [],
): RouteResult {
  const free = (post: PostInLine): boolean =>
    post.holders.some((holder) => holder !== proposerId && !authors.includes(holder))
  const others = line.filter(free)
  const deciderAt = others.findIndex((post) => post.rank >= row.deciderRank)
  const decider = others[deciderAt]
  if (decider === undefined) return { ok: false, refusal: 'no-decider' }
  const approvals = others.slice(0, deciderAt)
  const concurrences = consulted.filter((post) => post.sectionId !== decider.sectionId && free(post))
  return {
    ok: true,
    steps: [
      ...approvals.filter((post) => post.rank <= headRank).map((post) => planned('approve', post)),
      ...concurrences.map((post) => planned('concur', post)),
      ...approvals.filter((post) => post.rank > headRank).map((post) => planned('approve', post)),
      planned('decide', decider),
    ],
  }
}

function planned(act: StepAct, post: PostInLine): PlannedStep {
  const { sectionId, sectionName, rank, postName } = post
  return { act, sectionId, sectionName, rank, postName }
}
