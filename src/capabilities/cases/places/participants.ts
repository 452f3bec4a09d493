import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { StaffSession } from '../../identity/index.ts'
import { maySee } from '../actor.ts'
import type { CaseRow } from '../change.ts'
import type { CaseNames } from '../content.ts'
import type { HeldPlace } from '../rules/capacity.ts'
import type { CasesDb } from '../store/tables.ts'
import { openVault } from '../vault.ts'

export interface HoldNote {
  readonly name: string
  readonly phone: string
}

/** Somebody who has, wants or waits for places of an entry: a case, or a hold made by telephone. */
export interface Participant {
  readonly number: string
  readonly caseId?: string
  readonly version?: number
  readonly state?: CaseRow['state']
  readonly checksOpen?: number
  readonly channel: string
  readonly place: HeldPlace
  /** Only for those who may see the case. */
  readonly name?: string
  readonly kana?: string
  readonly phone?: string
}

/** Everybody of an entry in the order of the line: arrival, then number — as the zone that counts has it. */
export async function listParticipants(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  staff: StaffSession,
  register: string,
  entry: string,
): Promise<readonly Participant[]> {
  const cases = await casesOf(db, register, entry)
  const holds = await db
    .selectFrom('place_hold')
    .selectAll()
    .where('register', '=', register)
    .where('entry', '=', entry)
    .execute()
  const people: Participant[] = [
    ...cases.map((row) => fromCase(keys, staff, row)),
    ...holds.map((hold): Participant => {
      const note = openNote(keys, staff.cityId, hold.number, hold.box)
      const { quantity, standing, pot, version, at, offer_until: until } = hold
      const place: HeldPlace = {
        register,
        entry,
        quantity,
        standing,
        version,
        at: at.toISOString(),
        ...(pot === null ? {} : { pot }),
        ...(until === null ? {} : { until: until.toISOString() }),
      }
      return { number: hold.number, channel: 'telephone', place, name: note.name, phone: note.phone }
    }),
  ]
  return people.sort((a, b) => compare(a.place.at ?? '', b.place.at ?? '') || compare(a.number, b.number))
}

/** Cases that have a place of this entry, whatever became of them. */
export async function casesOf(db: Kysely<CasesDb>, register: string, entry: string): Promise<readonly CaseRow[]> {
  return db
    .selectFrom('case_file')
    .selectAll()
    .where(sql<boolean>`place ->> 'register' = ${register} and place ->> 'entry' = ${entry}`)
    .execute()
}

function fromCase(keys: KeyRing, staff: StaffSession, row: CaseRow): Participant {
  const place = row.place as unknown as HeldPlace
  const ended = row.state === 'withdrawn' || row.state === 'cancelled' || row.state === 'expired'
  const base = {
    number: row.receipt_number,
    channel: row.channel,
    place: ended && place.standing !== 'lost' ? { ...place, standing: 'released' as const } : place,
    state: row.state,
  }
  if (!maySee(staff, row)) return base
  const names = openVault(keys, staff.cityId, row.id, row.wrapped_key).open<CaseNames>('name', row.name_box)
  return {
    ...base,
    caseId: row.id,
    version: row.version,
    checksOpen: row.checks_open,
    name: names.name,
    kana: names.kana,
  }
}

export function sealNote(keys: KeyRing, cityId: string, number: string, note: HoldNote): Buffer {
  return keys.encrypt(cityId, 'case', Buffer.from(JSON.stringify(note), 'utf8'), `hold ${number}`)
}

function openNote(keys: KeyRing, cityId: string, number: string, box: Uint8Array): HoldNote {
  return JSON.parse(keys.decrypt(cityId, 'case', box, `hold ${number}`).toString('utf8')) as HoldNote
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
