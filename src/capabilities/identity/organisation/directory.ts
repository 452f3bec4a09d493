import type { Kysely } from 'kysely'
import type { StaffTables } from '../staff/tables.ts'
import type { Section } from './model.ts'

type Db = Kysely<StaffTables>

/** Sections that stand on a day, in the order of their codes. */
export async function listSections(db: Db, onDay: string): Promise<readonly Section[]> {
  const rows = await db
    .selectFrom('section')
    .selectAll()
    .where('begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', onDay)]))
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    version: row.version,
    from: row.begins_on,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.ends_on === null ? {} : { to: row.ends_on }),
  }))
}

/** The section of a code on a day; null when there is none. */
export async function findSectionByCode(db: Db, code: string, onDay: string): Promise<Section | null> {
  return (await listSections(db, onDay)).find((section) => section.code === code) ?? null
}

/** People who sit in a section on a day, highest post first. */
export async function listStaffOfSection(
  db: Db,
  sectionId: string,
  onDay: string,
): Promise<
  readonly { readonly id: string; readonly name: string; readonly postName: string; readonly postRank: number }[]
> {
  const rows = await db
    .selectFrom('assignment as a')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'a.tenant_id').onRef('m.id', '=', 'a.staff_id'),
    )
    .innerJoin('post as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.post_id'))
    .select(['m.id', 'm.name', 'p.name as postName', 'p.rank as postRank'])
    .where('a.section_id', '=', sectionId)
    .where('a.begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('a.ends_on', 'is', null), eb('a.ends_on', '>=', onDay)]))
    .where('m.begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('m.ends_on', 'is', null), eb('m.ends_on', '>=', onDay)]))
    .orderBy('p.rank', 'desc')
    .orderBy('m.name_kana')
    .execute()
  return rows
}
