import type { Logger } from '../../../platform/log/logger.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type Finding, findingLine } from '../language/findings.ts'

/** City → what the files are of → lines. */
const told = new WeakMap<object, Map<string, ReadonlyMap<string, readonly string[]>>>()

/**
 * What is wrong with the files of a city's definitions, and with what else of the catalogue is files, each as `file:line:column` with a sentence; as the last start found
 * it. Meanwhile the last good versions are in force. Empty when all is well.
 */
export function brokenDefinitions(services: Pick<ZoneServices, 'db'>, cityId: string): readonly string[] {
  return [...(told.get(services)?.get(cityId)?.values() ?? [])].flat()
}

/** Log → what was written into it, and by which zone. */
const written = new WeakMap<Logger, Map<string, string>>()

/**
 * Keeps it for the screens and the terminal, and writes where it is into the log: its sentences are for people. What is files
 * is read by every zone that shows it, and each tells it; in one process it is written once.
 * @param what the files are of; told again, it replaces what was told of them before
 */
export function tellBroken(
  services: Pick<ZoneServices, 'db' | 'log' | 'zone'>,
  cityId: string,
  errors: readonly Finding[],
  what: 'procedure' | 'guide' | 'moving' | 'browsing' = 'procedure',
): void {
  const known = told.get(services) ?? new Map<string, ReadonlyMap<string, readonly string[]>>()
  told.set(services, known)
  known.set(cityId, new Map([...(known.get(cityId) ?? []), [what, errors.map(findingLine)]]))
  const said = written.get(services.log) ?? new Map<string, string>()
  written.set(services.log, said)
  for (const { file, line, code } of errors) {
    const key = `${what} ${cityId} ${code} ${file}:${line}`
    if ((said.get(key) ?? services.zone) !== services.zone) continue
    said.set(key, services.zone)
    services.log.error(`${what}-definition-broken`, { city: cityId, code, reason: `${file}:${line}` })
  }
}
