import { type Kysely, sql } from 'kysely'
import { normaliseBlock } from '../../../civic/address.ts'
import { toHalfWidth } from '../../../civic/digits.ts'
import { enlargeSmallKana, normaliseKana } from '../../../civic/kana.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Notice, NoticeAddress, NoticePerson } from '../format/notice.ts'
import type { Agreement } from '../rules/match.ts'

export interface MovingToken {
  /** Place in the household; -1 for an address. */
  readonly person: number
  readonly kind: 'kana-birth' | 'kana-address' | 'birth-address' | 'address'
  readonly token: Buffer
}

/** A reading without what differs between senders: spaces, small kana, width. */
export const kanaKey = (kana: string): string => enlargeSmallKana(normaliseKana(kana)).replace(/[\s　・]/g, '')

/** An address without what differs between senders: width, spaces, 番地 and 号. The building does not count. */
export const addressKey = ({ line }: NoticeAddress): string =>
  normaliseBlock(toHalfWidth(line.normalize('NFKC'))).replace(/[\s　]/g, '')

/** What a notice is found by; keyed, so that the table says nothing without the key. */
export function tokensOf(keys: KeyRing, cityId: string, notice: Notice): readonly MovingToken[] {
  const token = (kind: MovingToken['kind'], text: string): Buffer =>
    keys.token(cityId, 'search', `moving ${kind}\0${text}`)
  const places = [...new Set([notice.to, ...(notice.from === undefined ? [] : [notice.from])].map(addressKey))]
  const made: MovingToken[] = places.map((place) => ({ person: -1, kind: 'address', token: token('address', place) }))
  notice.people.forEach((person, index) => {
    const kana = kanaKey(person.kana)
    made.push({ person: index, kind: 'kana-birth', token: personToken(keys, cityId, person) })
    for (const place of places) {
      made.push({ person: index, kind: 'kana-address', token: token('kana-address', `${kana}\0${place}`) })
      made.push({ person: index, kind: 'birth-address', token: token('birth-address', `${person.bornOn}\0${place}`) })
    }
  })
  return made
}

/** Kana and birth day: what the office's search asks for. */
export const personToken = (
  keys: KeyRing,
  cityId: string,
  { kana, bornOn }: Pick<NoticePerson, 'kana' | 'bornOn'>,
): Buffer => keys.token(cityId, 'search', `moving kana-birth\0${kanaKey(kana)}\0${bornOn}`)

export async function insertTokens(
  db: Kysely<OfficeDb>,
  noticeId: string,
  tokens: readonly MovingToken[],
): Promise<void> {
  if (tokens.length === 0) return
  await db
    .insertInto('moving_token')
    .values(tokens.map(({ person, kind, token }) => ({ notice_id: noticeId, person, kind, token })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Where the index agrees with a notice; the person is that of the new notice. Erased notices have no tokens. */
export async function findAgreements(
  db: Kysely<OfficeDb>,
  tokens: readonly MovingToken[],
  except: string,
): Promise<readonly Agreement[]> {
  if (tokens.length === 0) return []
  const { rows } = await sql<{ token: Buffer; householdId: string; kind: Agreement['kind'] }>`
    select distinct t.token, n.household_id as "householdId", t.kind from moving_token t
    join moving_notice n on n.tenant_id = t.tenant_id and n.id = t.notice_id
    where t.tenant_id = current_tenant() and t.token = any(${tokens.map(({ token }) => token)}) and n.id <> ${except}`.execute(
    db,
  )
  return rows.flatMap((row) =>
    tokens
      .filter(({ token, kind }) => kind === row.kind && token.equals(row.token))
      .map(({ person, kind }) => ({ householdId: row.householdId, person, kind })),
  )
}

/** Notices with somebody of this kana and birth day, newest first. */
export async function findByPerson(db: Kysely<OfficeDb>, token: Buffer, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('moving_token as t')
    .innerJoin('moving_notice as n', (join) =>
      join.onRef('n.tenant_id', '=', 't.tenant_id').onRef('n.id', '=', 't.notice_id'),
    )
    .select('n.id')
    .distinct()
    .where('t.token', '=', token)
    .where('t.kind', '=', 'kana-birth')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
