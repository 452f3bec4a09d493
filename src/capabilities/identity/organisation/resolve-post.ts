import { type Kysely, sql } from 'kysely'
import type { AssignmentKind, PostHolder, ResolvedPost } from './model.ts'

interface HolderRow {
  readonly staff_id: string
  readonly name: string
  readonly section_id: string
  readonly section_name: string
  readonly post_id: string
  readonly post_name: string
  readonly rank: number
  readonly kind: AssignmentKind
  readonly away: boolean
  readonly deputy_id: string | null
}

/** Somebody on the way up from the section that is asked about. */
interface RowOnTheWay extends HolderRow {
  readonly asked_id: string
  readonly distance: number
}

/** A post that is asked about: the one of at least this rank for the section. */
export interface WantedPost {
  readonly sectionId: string
  readonly rank: number
}

/**
 * Who acts for the post of at least this rank for a section on a day: the lowest such post that is held in the
 * section itself, else in the nearest section above it (係 → 課 → 部 → 市長). `db` is the city's.
 *
 * When every holder is away, the deputy is the one named with the absence, if present and at work that day;
 * otherwise the next rank below in the same section and those above the asking one (代決の順序: 課長 → 課長補佐 → 係長).
 */
export async function resolvePost<DB>(
  db: Kysely<DB>,
  sectionId: string,
  rank: number,
  onDay: string,
): Promise<ResolvedPost> {
  const [resolved] = await resolvePosts(db, [{ sectionId, rank }], onDay)
  if (resolved === undefined) throw new Error('resolvePosts answers each post.')
  return resolved
}

/** The same for many posts, in their order, with two questions to the database however many they are. */
export async function resolvePosts<DB>(
  db: Kysely<DB>,
  posts: readonly WantedPost[],
  onDay: string,
): Promise<readonly ResolvedPost[]> {
  if (posts.length === 0) return []
  const people = await peopleOnTheWayUp(db, [...new Set(posts.map((post) => post.sectionId))], onDay)
  const named = [...new Set(people.flatMap((row) => (row.away && row.deputy_id !== null ? [row.deputy_id] : [])))]
  const present = named.length === 0 ? new Map<string, PostHolder>() : await listPresent(db, named, onDay)
  return posts.map((post) =>
    resolve(
      post,
      people.filter((row) => row.asked_id === post.sectionId),
      present,
      onDay,
    ),
  )
}

function resolve(
  { sectionId, rank }: WantedPost,
  rows: readonly RowOnTheWay[],
  presentPeople: ReadonlyMap<string, PostHolder>,
  onDay: string,
): ResolvedPost {
  const nearest = rows.filter((row) => row.rank >= rank).sort((a, b) => a.distance - b.distance || a.rank - b.rank)[0]
  if (nearest === undefined) {
    return { sectionId, rank, onDay, holders: [], present: [], absent: false, vacant: true }
  }
  const held = rows.filter((row) => row.section_id === nearest.section_id && row.rank === nearest.rank)
  const present = held.filter((row) => !row.away)
  const holders = [...present, ...held.filter((row) => row.away)].map(toHolder)
  const base = {
    sectionId,
    rank,
    onDay,
    holders,
    present: present.map(toHolder),
    absent: present.length === 0,
    vacant: false,
  }
  if (present.length > 0) return base
  const deputy = deputyOf(held, rows, nearest, presentPeople)
  return deputy === null ? base : { ...base, deputy }
}

function deputyOf(
  held: readonly RowOnTheWay[],
  rows: readonly RowOnTheWay[],
  post: RowOnTheWay,
  presentPeople: ReadonlyMap<string, PostHolder>,
): ResolvedPost['deputy'] | null {
  for (const { deputy_id: id } of held) {
    const named = id === null ? undefined : presentPeople.get(id)
    if (named !== undefined) return { ...named, because: 'named-deputy' }
  }
  const next = rows
    .filter((row) => !row.away && row.rank < post.rank && row.rank > 10 && row.section_id === post.section_id)
    .sort((a, b) => b.rank - a.rank)[0]
  return next === undefined ? null : { ...toHolder(next), because: 'next-rank' }
}

/** Everybody in post in each section and in those above it, with their distance and whether they are away. */
async function peopleOnTheWayUp<DB>(
  db: Kysely<DB>,
  sectionIds: readonly string[],
  onDay: string,
): Promise<readonly RowOnTheWay[]> {
  const found = await sql<RowOnTheWay>`
    with recursive asked as (select distinct id from unnest(${sectionIds}::uuid[]) as id), up as (
      select s.id as asked_id, s.id, s.parent_id, 0 as distance
        from section s join asked on asked.id = s.id where s.tenant_id = current_tenant()
      union all
      select up.asked_id, s.id, s.parent_id, up.distance + 1
        from section s join up on s.id = up.parent_id
       where s.tenant_id = current_tenant() and up.distance < 20
    )
    select w.asked_id, m.id as staff_id, m.name, a.section_id, s.name as section_name, a.post_id, p.name as post_name, p.rank,
           a.kind, coalesce(b.id is not null, false) as away, b.deputy_id, w.distance
      from (select asked_id, id, distance from up
            union all
            -- 市長室 stands beside the tree in many cities: the mayor and the deputy are above everybody.
            select distinct asked.id, a.section_id, 1000 from asked, assignment a join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
             where a.tenant_id = current_tenant() and p.rank >= 90
               and not exists (select from up where up.asked_id = asked.id and up.id = a.section_id)) w
      join assignment a on a.tenant_id = current_tenant() and a.section_id = w.id
       and a.begins_on <= ${onDay}::date and (a.ends_on is null or a.ends_on >= ${onDay}::date)
      join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
      join section s on s.tenant_id = a.tenant_id and s.id = a.section_id
      join staff_member m on m.tenant_id = a.tenant_id and m.id = a.staff_id
       and m.begins_on <= ${onDay}::date and (m.ends_on is null or m.ends_on >= ${onDay}::date)
      left join absence b on b.tenant_id = a.tenant_id and b.staff_id = m.id and b.cancelled_at is null
       and b.begins_on <= ${onDay}::date and b.ends_on >= ${onDay}::date
     where w.distance < 1000 or p.rank >= 90
     order by w.distance, p.rank, array_position(array['principal', 'acting', 'concurrent'], a.kind), m.staff_number`.execute(
    db,
  )
  return found.rows
}

/** Those of these people who are at work that day, each in their principal post. */
async function listPresent<DB>(
  db: Kysely<DB>,
  staffIds: readonly string[],
  onDay: string,
): Promise<ReadonlyMap<string, PostHolder>> {
  const found = await sql<HolderRow>`
    select distinct on (m.id) m.id as staff_id, m.name, a.section_id, s.name as section_name, a.post_id, p.name as post_name,
           p.rank, a.kind, false as away, null as deputy_id
      from staff_member m
      join assignment a on a.tenant_id = m.tenant_id and a.staff_id = m.id
       and a.begins_on <= ${onDay}::date and (a.ends_on is null or a.ends_on >= ${onDay}::date)
      join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
      join section s on s.tenant_id = a.tenant_id and s.id = a.section_id
     where m.tenant_id = current_tenant() and m.id = any(${staffIds}::uuid[])
       and m.begins_on <= ${onDay}::date and (m.ends_on is null or m.ends_on >= ${onDay}::date)
       and not exists (select from absence b where b.tenant_id = m.tenant_id and b.staff_id = m.id
         and b.cancelled_at is null and b.begins_on <= ${onDay}::date and b.ends_on >= ${onDay}::date)
     order by m.id, (a.kind = 'principal') desc, p.rank desc`.execute(db)
  return new Map(found.rows.map((row) => [row.staff_id, toHolder(row)]))
}

function toHolder(row: HolderRow): PostHolder {
  return {
    staffId: row.staff_id,
    name: row.name,
    sectionId: row.section_id,
    sectionName: row.section_name,
    postId: row.post_id,
    postName: row.post_name,
    postRank: row.rank,
    kind: row.kind,
  }
}
