import { type Kysely, sql } from 'kysely'
import { normaliseKana } from '../../../civic/kana.ts'
import type { StaffTables } from '../staff/tables.ts'

type Db = Kysely<StaffTables>
export const peoplePageSize = 50

export interface PersonInList {
  readonly id: string
  readonly staff_number: string
  readonly name: string
  readonly name_kana: string
  readonly ends_on: string | null
  readonly places: string | null
}

/** People by kana, fifty a page, after the last one seen. `query` looks in number, name, kana and section. */
export async function listPeople(
  db: Db,
  options: {
    readonly query: string
    readonly after?: { readonly kana: string; readonly id: string }
    readonly today: string
  },
): Promise<readonly PersonInList[]> {
  const words = storable(options.query.normalize('NFKC').trim().slice(0, 60))
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const likeKana = `%${normaliseKana(words).replace(/[\\%_]/g, '\\$&')}%`
  const after = options.after
  const found = await sql<PersonInList>`
    select m.id, m.staff_number, m.name, m.name_kana, m.ends_on,
           (select string_agg(s.name || ' ' || p.name, '、' order by (a.kind = 'principal') desc, p.rank desc)
              from assignment a
              join section s on s.tenant_id = a.tenant_id and s.id = a.section_id
              join post p on p.tenant_id = a.tenant_id and p.id = a.post_id
             where a.tenant_id = m.tenant_id and a.staff_id = m.id and a.begins_on <= ${options.today}::date
               and (a.ends_on is null or a.ends_on >= ${options.today}::date)) as places
      from staff_member m
     where m.tenant_id = current_tenant()
       and (${words} = '' or m.staff_number ilike ${like} or m.name like ${like} or replace(m.name, ' ', '') like ${like}
            or m.name_kana like ${likeKana}
            or exists (select from assignment a join section s on s.tenant_id = a.tenant_id and s.id = a.section_id
                        where a.tenant_id = m.tenant_id and a.staff_id = m.id and s.name like ${like}
                          and (a.ends_on is null or a.ends_on >= ${options.today}::date)))
       and (${after === undefined} or (m.name_kana collate "C", m.id) > (${storable(after?.kana ?? '')} collate "C", ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid))
     order by m.name_kana collate "C", m.id
     limit ${peoplePageSize + 1}`.execute(db)
  return found.rows
}

/** PostgreSQL keeps no NUL and no half of a character; such a text matches nothing instead of breaking the query. */
function storable(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\u0000', '\ufffd')
}

export async function findPerson(db: Db, id: string) {
  return db.selectFrom('staff_member').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function listAssignments(db: Db, staffId: string) {
  return db
    .selectFrom('assignment as a')
    .innerJoin('section as s', (join) =>
      join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.section_id'),
    )
    .innerJoin('post as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.post_id'))
    .select(['a.id', 'a.kind', 'a.begins_on', 'a.ends_on', 's.name as section', 'p.name as post'])
    .where('a.staff_id', '=', staffId)
    .orderBy('a.begins_on', 'desc')
    .orderBy('a.kind')
    .execute()
}

export async function listRoles(db: Db, staffId: string) {
  return db
    .selectFrom('role_grant as g')
    .leftJoin('section as s', (join) =>
      join.onRef('s.tenant_id', '=', 'g.tenant_id').onRef('s.id', '=', 'g.section_id'),
    )
    .select(['g.id', 'g.role', 'g.begins_on', 'g.ends_on', 's.name as section'])
    .where('g.staff_id', '=', staffId)
    .orderBy('g.begins_on', 'desc')
    .orderBy('g.role')
    .execute()
}

export async function listPosts(db: Db) {
  return db
    .selectFrom('post')
    .select(['id', 'code', 'name', 'rank', 'version'])
    .orderBy('rank', 'desc')
    .orderBy('code')
    .execute()
}

/** People who may be named as deputies: everybody at work on the day, by kana. */
export async function listColleagues(db: Db, today: string) {
  return db
    .selectFrom('staff_member')
    .select(['id', 'name', 'staff_number'])
    .where('begins_on', '<=', today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', today)]))
    .orderBy('name_kana')
    .limit(2000)
    .execute()
}
