import type { ZoneServices } from '../../../platform/services.ts'
import { type Finding, findingLine } from '../language/findings.ts'

/** City → what the files are of → lines. */
const told = new WeakMap<object, Map<string, ReadonlyMap<string, readonly string[]>>>()

/**
 * What is wrong with the files of a city's definitions, and with what else of the catalogue is files, each as `file:line:column` with a sentence; as the last start found
 * it. Meanwhile the last good versions are in force. Empty when all is well.
 */
export function brokenDefinitions(services: Pick<ZoneServices<'office'>, 'db'>, cityId: string): readonly string[] {
  return [...(told.get(services)?.get(cityId)?.values() ?? [])].flat()
}

/**
 * Keeps it for the screens and the terminal, and writes where it is into the log: its sentences are for people.
 * @param what the files are of; told again, it replaces what was told of them before
 */
export function tellBroken(
  services: ZoneServices<'office'>,
  cityId: string,
  errors: readonly Finding[],
  what: 'procedure' | 'guide' | 'moving' | 'browsing' = 'procedure',
): void {
  const known = told.get(services) ?? new Map<string, ReadonlyMap<string, readonly string[]>>()
  told.set(services, known)
  known.set(cityId, new Map([...(known.get(cityId) ?? []), [what, errors.map(findingLine)]]))
  for (const { file, line, code } of errors)
    services.log.error(`${what}-definition-broken`, { city: cityId, code, reason: `${file}:${line}` })
}
