import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { type ResolvedPost, resolvePost, resolvePosts, type WantedPost } from '../identity/index.ts'
import type { Standing } from './rules/act.ts'
import type { PostInLine } from './rules/route.ts'

/** Highest rank there is: the mayor. */
const highestRank = 100

/** The posts above a rank in the own line: from the proposer's section up to the mayor, lowest first. */
export async function lineAbove(
  db: Kysely<OfficeDb>,
  sectionId: string,
  rank: number,
  onDay: string,
): Promise<readonly PostInLine[]> {
  const line: PostInLine[] = []
  let above = rank
  while (above < highestRank) {
    const post = await headOf(db, sectionId, above + 1, onDay)
    if (post === null) break
    line.push(post)
    above = post.rank
  }
  return line
}

/** Who holds the post of at least this rank for the section; null when nobody does. */
export async function headOf(
  db: Kysely<OfficeDb>,
  sectionId: string,
  rank: number,
  onDay: string,
): Promise<PostInLine | null> {
  const resolved = await resolvePost(db as unknown as Kysely<unknown>, sectionId, rank, onDay)
  const first = resolved.holders[0]
  if (first === undefined) return null
  return {
    sectionId: first.sectionId,
    sectionName: first.sectionName,
    rank: first.postRank,
    postName: first.postName,
    holders: resolved.holders.map((holder) => holder.staffId),
  }
}

/** How a person stands to a post: their own post and section there, and the absent holders when they would act for them (代決). */
export interface StandingAt {
  readonly standing: Standing
  readonly absent: readonly { readonly staffId: string; readonly staffName: string; readonly postName: string }[]
  readonly postName: string | null
  readonly sectionName: string | null
}

/** How a person stands to each of these posts on a day, in their order. */
export async function standingsOf(
  db: Kysely<OfficeDb>,
  staffId: string,
  posts: readonly WantedPost[],
  onDay: string,
): Promise<readonly StandingAt[]> {
  const resolved = await resolvePosts(db as unknown as Kysely<unknown>, posts, onDay)
  return resolved.map((post) => standingAt(staffId, post))
}

function standingAt(staffId: string, resolved: ResolvedPost): StandingAt {
  const self = resolved.holders.find((holder) => holder.staffId === staffId)
  // An absent person who signs in all the same may act: the absence is a plan, the act is a fact.
  if (self !== undefined)
    return { standing: { kind: 'holder' }, absent: [], postName: self.postName, sectionName: self.sectionName }
  if (resolved.absent && resolved.deputy?.staffId === staffId) {
    const absent = resolved.holders.map((holder) => ({
      staffId: holder.staffId,
      staffName: holder.name,
      postName: holder.postName,
    }))
    return {
      standing: { kind: 'deputy', absent: absent.map((each) => each.staffId) },
      absent,
      postName: resolved.deputy.postName,
      sectionName: resolved.deputy.sectionName,
    }
  }
  return { standing: { kind: 'none' }, absent: [], postName: null, sectionName: null }
}

/** Those in whose place somebody acts, in words; empty when nobody. */
export function absentText(at: StandingAt): string {
  return at.absent.map((each) => `${each.staffName} ${each.postName}`).join('、')
}
