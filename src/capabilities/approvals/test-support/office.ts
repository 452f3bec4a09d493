import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { insertMatter } from '../store/matters.ts'

/** A small fictional office: 子育て支援課 with a clerk, a chief and a head; a director; 会計課; the mayor. */
export interface SmallOffice {
  readonly child: string
  readonly accounts: string
  readonly people: Readonly<Record<'aoki' | 'mori' | 'shirai' | 'minami' | 'hayashi' | 'mayor', string>>
}

const since = '2026-04-01'

export async function smallOffice(db: Kysely<OfficeDb>): Promise<SmallOffice> {
  const section = async (code: string, name: string, parent?: string): Promise<string> => {
    const id = randomUUID()
    await db
      .insertInto('section')
      .values({ id, code, name, parent_id: parent ?? null, phone: '0820-00-0000', begins_on: since })
      .execute()
    return id
  }
  const post = async (code: string, name: string, rank: number): Promise<string> => {
    const id = randomUUID()
    await db.insertInto('post').values({ id, code, name, rank }).execute()
    return id
  }
  const person = async (number: string, name: string, sectionId: string, postId: string): Promise<string> => {
    const id = randomUUID()
    await db
      .insertInto('staff_member')
      .values({ id, staff_number: number, name, name_kana: 'カナ', begins_on: since })
      .execute()
    await db
      .insertInto('assignment')
      .values({ staff_id: id, section_id: sectionId, post_id: postId, kind: 'principal', begins_on: since })
      .execute()
    return id
  }
  const city = await section('city', '市')
  const health = await section('health', '健康福祉部', city)
  const child = await section('child', '子育て支援課', health)
  const accounts = await section('accounts', '会計課', city)
  const [clerk, chief, head, director, mayor] = [
    await post('clerk', '係員', 10),
    await post('chief', '係長', 30),
    await post('head', '課長', 50),
    await post('director', '部長', 70),
    await post('mayor', '市長', 100),
  ]
  const people = {
    aoki: await person('1001', '青木', child, clerk),
    mori: await person('1002', '森', child, chief),
    shirai: await person('1003', '白井', child, head),
    minami: await person('1004', '南', health, director),
    hayashi: await person('1005', '林', accounts, head),
    mayor: await person('1006', '見本 太郎', city, mayor),
  }
  const matter = {
    upTo: null,
    concurrence: [],
    substitution: true,
    bulk: false,
    basis: '事務決裁規程 別表第2',
    beginsOn: since,
    endsOn: null,
  }
  await insertMatter(db, { ...matter, matter: 'permit-routine', label: '許認可 定例', deciderRank: 50, bulk: true })
  await insertMatter(db, {
    ...matter,
    matter: 'benefit',
    label: '給付決定',
    deciderRank: 70,
    concurrence: ['accounts'],
  })
  await insertMatter(db, { ...matter, matter: 'important', label: '重要', deciderRank: 50, substitution: false })
  return { child, accounts, people }
}

export async function away(
  db: Kysely<OfficeDb>,
  staffId: string,
  from: string,
  to: string,
  deputyId?: string,
): Promise<void> {
  await db
    .insertInto('absence')
    .values({
      staff_id: staffId,
      begins_on: from,
      ends_on: to,
      reason: 'trip',
      deputy_id: deputyId ?? null,
      entered_by: staffId,
      entered_at: new Date('2026-11-20T00:00:00Z'),
    })
    .execute()
}
