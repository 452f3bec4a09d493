import type { ZoneServices } from '../../../platform/services.ts'
import { type Finding, findingLine } from '../language/findings.ts'

const told = new WeakMap<object, Map<string, readonly string[]>>()

/**
 * What is wrong with the files of a city's definitions, each as `file:line:column` with a sentence; as the last start found
 * it. Meanwhile the last good versions are in force. Empty when all is well.
 */
export function brokenDefinitions(services: Pick<ZoneServices<'office'>, 'db'>, cityId: string): readonly string[] {
  return told.get(services)?.get(cityId) ?? []
}

/** Keeps it for the screens and the terminal, and writes where it is into the log: its sentences are for people. */
export function tellBroken(services: ZoneServices<'office'>, cityId: string, errors: readonly Finding[]): void {
  const known = told.get(services) ?? new Map<string, readonly string[]>()
  told.set(services, known)
  known.set(cityId, errors.map(findingLine))
  for (const { file, line, code } of errors)
    services.log.error('procedure-definition-broken', { city: cityId, code, reason: `${file}:${line}` })
}
