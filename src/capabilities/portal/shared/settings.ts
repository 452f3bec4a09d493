import { addDays, dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { usualCopyDays } from '../../exchange/index.ts'

/** What a city may set for its portal (`settings.portal`), with what holds otherwise. */
export interface PortalSettings {
  /** Days that a draft is kept after its last save. */
  readonly draftDays: number
  /** Days that the resident's copy is kept after the matter is over. */
  readonly copyDays: number
  /** Megabytes of one file, and of all files of one application. */
  readonly fileMegabytes: number
  readonly allFilesMegabytes: number
}

const usual: PortalSettings = { draftDays: 30, copyDays: usualCopyDays, fileMegabytes: 10, allFilesMegabytes: 50 }

export function portalSettings(city: City): PortalSettings {
  const given = city.settings.portal
  if (typeof given !== 'object' || given === null) return usual
  const number = (name: keyof PortalSettings): number => {
    const value = (given as Readonly<Record<string, unknown>>)[name]
    return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : usual[name]
  }
  return {
    draftDays: number('draftDays'),
    copyDays: number('copyDays'),
    fileMegabytes: number('fileMegabytes'),
    allFilesMegabytes: number('allFilesMegabytes'),
  }
}

/** Until when a draft is kept that is saved now: the end of the last day, which is what people are told. */
export function draftExpiry(city: City, savedAt: Date): Date {
  const today = dayOf(savedAt)
  const known = expiries.get(city)
  if (known?.savedOn === today) return known.ends
  const dayAfter = addDays(today, portalSettings(city).draftDays + 1)
  const ends = new Date(new Date(`${dayAfter}T00:00:00+09:00`).getTime() - 1)
  expiries.set(city, { savedOn: today, ends })
  return ends
}

/** The same for every save of a day. */
const expiries = new WeakMap<City, { readonly savedOn: string; readonly ends: Date }>()
