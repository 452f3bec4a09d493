import type { Config } from '../config.ts'
import { type Zone, zones } from '../platform/zone.ts'

/** The zones that a process with these settings serves. */
export function servedZones(config: Config): readonly Zone[] {
  return config.zone === 'all' ? zones : [config.zone]
}
