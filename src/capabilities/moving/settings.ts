import { type CityFacts, citySettings } from '../procedures/index.ts'

/** What a city decides of its notices of moving: dated settings, changed on the office's screen of settings. */
export interface MovingSettings {
  /** Days for which an ended notice is kept before it is erased. */
  readonly keepDays: number
  /** Days after the last day (or the move) at which a notice that nobody came for ends by itself; after a visit, one that nobody finished. */
  readonly expireDays: number
}

/** The settings of a day. What the program could not work with counts as not set. */
export function movingSettings({ settings }: Pick<CityFacts, 'settings'>): MovingSettings {
  const days = (name: 'movingKeepDays' | 'movingExpireDays', least: number): number => {
    const value = settings[name]
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 3650
      ? value
      : citySettings[name].default
  }
  // A notice that ends before its own 14 days are over would be wrong however it was set.
  return { keepDays: days('movingKeepDays', 1), expireDays: days('movingExpireDays', 14) }
}
