import { createHash } from 'node:crypto'
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
  listSettingHistory,
  listSettings,
  lockSetting,
  putClosedDay,
  putSetting,
  raiseRevision,
  removeClosedDay,
  removeSetting,
  type SettingValue,
  type StoredEntry,
  type StoredSetting,
  splitEntry,
  updateEntry,
} from '../store/office.ts'
import { entryWithFee } from './entry-fee.ts'
import { messages } from './messages.ja.ts'

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

/** Adds many entries at once, all or none; refused when one of the ids is there already or comes twice. */
export function addRegisterEntries(
  change: Change,
  register: string,
  entries: readonly DatedEntry[],
): Promise<ChangeOutcome> {
  const codes = { entries: entries.length }
  return inOneStep(change, `register:${register}`, 'entries-added', codes, 'taken', async (trx) => {
    const before = (await listRegisters(trx)).find(({ id }) => id === register)?.entries ?? []
    const ids = new Set([...before, ...entries].map(({ id }) => id))
    if (ids.size < before.length + entries.length) return undefined
    for (const entry of entries) if (!(await addEntry(trx, register, entry))) return undefined
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

/** A value from a day on. `seen` is the fingerprint of the values that the form was filled from. */
export interface DecidedSetting extends SettingValue {
  readonly reason: string
  readonly seen: string
}

/** What a form says it was filled from: changes with every change of the setting's values. */
export function fingerprint(values: readonly StoredSetting[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}

/** Sets a value from a day on, if nobody changed the setting's values since they were shown. */
export function changeSetting(change: Change, decided: DecidedSetting): Promise<ChangeOutcome> {
  const { seen, ...setting } = decided
  const { name, fromOn, value } = setting
  const codes = { from: fromOn, ...(typeof value === 'number' || typeof value === 'boolean' ? { value } : {}) }
  return inOneStep(change, `setting:${name}`, 'value-set', codes, 'changed-meanwhile', async (trx) => {
    await lockSetting(trx, name)
    const own = (await listSettingHistory(trx)).filter((each) => each.name === name)
    const there = own.find((each) => each.fromOn === fromOn)
    if (there !== undefined && sameValue(there, setting)) return settingsPublication(trx)
    if (fingerprint(own) !== seen) return undefined
    await putSetting(trx, { ...setting, reason: reasonOver(there, setting.reason) })
    return settingsPublication(trx)
  })
}

const sameValue = (a: SettingValue, b: SettingValue): boolean =>
  JSON.stringify(a.value) === JSON.stringify(b.value) && a.basis === b.basis

/** What stood there stays readable: a row is replaced, its value is not lost. */
function reasonOver(there: StoredSetting | undefined, reason: string): string {
  return there === undefined || reason === '' ? reason : messages.settings.over(reason, JSON.stringify(there.value))
}

/** Takes back a value that has not begun. */
export function takeBackSetting(change: Change, name: string, fromOn: string, today: string): Promise<ChangeOutcome> {
  return inOneStep(change, `setting:${name}`, 'value-taken-back', { from: fromOn }, 'not-there', async (trx) =>
    (await removeSetting(trx, name, fromOn, today)) ? settingsPublication(trx) : undefined,
  )
}

export function changeClosedDay(change: Change, closed: ClosedDay): Promise<ChangeOutcome> {
  const codes = { day: closed.day, kind: closed.kind }
  return inOneStep(change, 'closed-days', 'day-set', codes, 'taken', async (trx) =>
    (await putClosedDay(trx, closed)) ? closedDaysPublication(trx) : undefined,
  )
}

export function takeBackClosedDay(change: Change, day: string): Promise<ChangeOutcome> {
  return inOneStep(change, 'closed-days', 'day-removed', { day }, 'not-there', async (trx) =>
    (await removeClosedDay(trx, day)) ? closedDaysPublication(trx) : undefined,
  )
}

/**
 * A fee of an entry from a day on: the entry ends the day before, and one with the new amount goes on in its place, also in
 * its words (「いす　300円」). Whoever applied before keeps the entry, and so the amount, of that day.
 */
export function changeEntryFee(
  change: Change,
  register: string,
  before: StoredEntry,
  decided: { readonly fact: string; readonly amount: number; readonly fromOn: string },
): Promise<ChangeOutcome> {
  const { amount, fromOn } = decided
  const codes = { entry: before.id, from: fromOn, value: amount }
  const after = entryWithFee(before, decided)
  return inOneStep(change, `register:${register}`, 'fee-set', codes, 'changed-meanwhile', async (trx) =>
    (await splitEntry(trx, register, before, after)) ? registerPublication(trx, register) : undefined,
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
