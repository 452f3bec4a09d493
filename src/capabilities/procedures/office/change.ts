import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { NewEvent } from '../../../platform/evidence/evidence.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { catalogueOf } from '../catalogue/catalogue.ts'
import { type Publication, publish } from '../catalogue/publication.ts'
import type { DatedEntry, Register } from '../seeds/registers.ts'
import {
  addEntry,
  type ClosedDay,
  listClosedDays,
  listRegisters,
  listSettings,
  putClosedDay,
  putSetting,
  raiseRevision,
  removeClosedDay,
  removeSetting,
  type SettingValue,
  updateEntry,
} from '../store/office.ts'

/** Who changes what the city states about itself, and when. */
export interface Change {
  readonly services: ZoneServices<'office'>
  readonly cityId: string
  readonly staffId: string
  readonly at: Date
}

export type ChangeOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'taken' | 'changed-meanwhile' | 'not-there' }

/** Adds a register entry; published with the next breath. */
export function addRegisterEntry(change: Change, register: string, entry: DatedEntry): Promise<ChangeOutcome> {
  return inOneStep(change, `register:${register}`, 'entry-added', { entry: entry.id }, 'taken', async (trx) => {
    if (!(await addEntry(trx, register, entry))) return undefined
    return registerPublication(trx, register)
  })
}

/** Changes an entry that nobody changed since `revision` was shown. */
export function changeRegisterEntry(
  change: Change,
  register: string,
  entry: DatedEntry,
  revision: number,
): Promise<ChangeOutcome> {
  return inOneStep(
    change,
    `register:${register}`,
    'entry-changed',
    { entry: entry.id },
    'changed-meanwhile',
    async (trx) => {
      if (!(await updateEntry(trx, register, entry, revision))) return undefined
      return registerPublication(trx, register)
    },
  )
}

/** Sets a value from a day on. */
export function changeSetting(change: Change, setting: SettingValue): Promise<ChangeOutcome> {
  const codes = { from: setting.fromOn }
  return inOneStep(change, `setting:${setting.name}`, 'value-set', codes, 'not-there', async (trx) => {
    await putSetting(trx, setting)
    return settingsPublication(trx)
  })
}

/** Takes back a value that has not begun. */
export function takeBackSetting(change: Change, name: string, fromOn: string, today: string): Promise<ChangeOutcome> {
  return inOneStep(change, `setting:${name}`, 'value-taken-back', { from: fromOn }, 'not-there', async (trx) =>
    (await removeSetting(trx, name, fromOn, today)) ? settingsPublication(trx) : undefined,
  )
}

export function changeClosedDay(change: Change, closed: ClosedDay): Promise<ChangeOutcome> {
  return inOneStep(
    change,
    'closed-days',
    'day-set',
    { day: closed.day, kind: closed.kind },
    'not-there',
    async (trx) => {
      await putClosedDay(trx, closed)
      return closedDaysPublication(trx)
    },
  )
}

export function takeBackClosedDay(change: Change, day: string): Promise<ChangeOutcome> {
  return inOneStep(change, 'closed-days', 'day-removed', { day }, 'not-there', async (trx) =>
    (await removeClosedDay(trx, day)) ? closedDaysPublication(trx) : undefined,
  )
}

/** Row, publication, event and revision in one transaction; refused when `work` finds nothing to do. */
async function inOneStep(
  { services, cityId, staffId, at }: Change,
  streamId: string,
  type: string,
  codes: NonNullable<NewEvent['codes']>,
  refusal: Exclude<ChangeOutcome, { ok: true }>['refusal'],
  work: (trx: Transaction<OfficeDb>) => Promise<Publication | undefined>,
): Promise<ChangeOutcome> {
  const done = await services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      const publication = await work(trx)
      if (!publication) return false
      await publish(services, trx, cityId, publication, at)
      await raiseRevision(trx)
      const actor = { kind: 'staff', id: staffId } as const
      await appendEvent(trx, { keys: services.keys, cityId }, { stream: 'setting', streamId, type, at, actor, codes })
      return true
    })
  if (!done) return { ok: false, refusal }
  catalogueOf(services).changed(cityId)
  services.relay.nudge()
  return { ok: true }
}

async function registerPublication(trx: Transaction<OfficeDb>, id: string): Promise<Publication | undefined> {
  const found = (await listRegisters(trx)).find((register) => register.id === id)
  return found && { what: 'register', id, content: plainRegister(found) }
}

function plainRegister({ id, label, facts, entries }: Register): Register {
  return {
    id,
    label,
    facts,
    entries: entries.map((entry) => ({
      id: entry.id,
      label: entry.label,
      from: entry.from,
      ...(entry.to === undefined ? {} : { to: entry.to }),
      ...(entry.capacity === undefined ? {} : { capacity: entry.capacity }),
      ...(entry.officeQuota === undefined ? {} : { officeQuota: entry.officeQuota }),
      facts: entry.facts,
    })),
  }
}

async function settingsPublication(trx: Transaction<OfficeDb>): Promise<Publication> {
  return { what: 'settings', id: 'settings', content: await listSettings(trx) }
}

async function closedDaysPublication(trx: Transaction<OfficeDb>): Promise<Publication> {
  return { what: 'closed-days', id: 'closed-days', content: await listClosedDays(trx) }
}
