import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** A member of staff as a record keeps them: name, and post and section of the 本務 on that day. */
export interface PersonOnDay {
  readonly name: string
  readonly postName: string
  readonly sectionName: string
  /** Their rank for a section: the highest post they hold there, else that of the 本務. */
  rankIn(sectionId: string): number
}

export async function findPerson(db: Kysely<OfficeDb>, staffId: string, onDay: string): Promise<PersonOnDay | null> {
  const rows = await db
    .selectFrom('staff_member')
    .innerJoin('assignment', 'assignment.staff_id', 'staff_member.id')
    .innerJoin('post', 'post.id', 'assignment.post_id')
    .innerJoin('section', 'section.id', 'assignment.section_id')
    .select([
      'staff_member.name',
      'post.name as post_name',
      'post.rank',
      'section.name as section_name',
      'section.id as section_id',
      'assignment.kind',
    ])
    .where('staff_member.id', '=', staffId)
    .where('assignment.begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('assignment.ends_on', 'is', null), eb('assignment.ends_on', '>=', onDay)]))
    .orderBy((eb) => eb('assignment.kind', '=', 'principal'), 'desc')
    .orderBy('post.rank', 'desc')
    .execute()
  const main = rows[0]
  if (main === undefined) return null
  return {
    name: main.name,
    postName: main.post_name,
    sectionName: main.section_name,
    rankIn: (sectionId) => {
      const there = rows.filter((row) => row.section_id === sectionId).map((row) => row.rank)
      return there.length === 0 ? main.rank : Math.max(...there)
    },
  }
}

export async function findSectionByCode(db: Kysely<OfficeDb>, code: string, onDay: string): Promise<string | null> {
  const row = await db
    .selectFrom('section')
    .select('id')
    .where('code', '=', code)
    .where('begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', onDay)]))
    .executeTakeFirst()
  return row?.id ?? null
}

/** Names of the sections by their codes; the newest when a code was used again. */
export async function sectionNames(db: Kysely<OfficeDb>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('section').select(['code', 'name']).orderBy('begins_on').execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}

export async function sectionNameOf(db: Kysely<OfficeDb>, sectionId: string): Promise<string> {
  const row = await db.selectFrom('section').select('name').where('id', '=', sectionId).executeTakeFirst()
  return row?.name ?? ''
}
