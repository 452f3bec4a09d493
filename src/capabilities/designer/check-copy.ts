import {
  createReporter,
  type Finding,
  loadProcedure,
  type ProcedureDefinition,
  pickShared,
  readYaml,
  type StoredVersion,
  sortFindings,
  versionHash,
} from '../procedures/index.ts'
import type { WorkingCopy } from './copy.ts'
import { messages } from './messages.ja.ts'
import { checkAnswerPaths } from './rules/answer-paths.ts'
import { checkAssuranceFloor } from './rules/assurance-floor.ts'
import { type CitySurroundings, checkFitsTheCity } from './rules/fits-the-city.ts'
import { checkFixedByLaw } from './rules/fixed-by-law.ts'
import { type Floor, fixedExpressions } from './rules/fixed-expressions.ts'
import { checkFollowUpsFit } from './rules/follow-ups-fit.ts'
import { checkLettersComplete } from './rules/letters-complete.ts'
import { checkNoMarkup } from './rules/no-markup.ts'
import { checkTranslations, easyFindings } from './rules/translations.ts'

/** A published version as the rules read it. */
export interface ReadVersion {
  readonly stored: StoredVersion
  readonly definition: ProcedureDefinition
}

/** What a working copy is held against. */
export interface Surroundings {
  readonly city: CitySurroundings
  /** Versions of this procedure, newest first; those that this program can read. */
  readonly published: readonly ReadVersion[]
  /** The city's procedures in force, by id. */
  readonly procedures: ReadonlyMap<string, ProcedureDefinition>
}

export interface CheckedCopy {
  /** Everything found, in the order of the text. */
  readonly findings: readonly Finding[]
  /** May be published: nothing found is an error. */
  readonly sound: boolean
  /** The definition with shared groups and tables written out; absent when the checks of the language found an error. */
  readonly definition?: ProcedureDefinition
  /** What it would be published as. */
  readonly shared: ReturnType<typeof pickShared>
  readonly hash: string
}

export const copyFile = 'procedure.yaml'

/** Checks a working copy as if it were to be published now. Never throws for what a person wrote. */
export function checkCopy(
  copy: Pick<WorkingCopy, 'procedureId' | 'source' | 'letters' | 'shared'>,
  { city, published, procedures }: Surroundings,
): CheckedCopy {
  const shared = new Map(Object.entries(copy.shared))
  const loaded = loadProcedure(copy.source, { file: copyFile, shared })
  const yaml = readYaml(copy.source)
  const report = createReporter(copyFile, yaml.locate)
  checkNoMarkup(yaml.data, report)
  const [newest] = published
  if (newest) checkTranslations(yaml.data, readYaml(newest.stored.source).data, report)
  const { definition } = loaded
  if (definition) {
    checkFitsTheCity(definition, copy.procedureId, city, report)
    checkFollowUpsFit(definition, procedures, report)
    const floor = floorOf(published)
    if (floor) {
      checkFixedByLaw(definition, floor, report)
      checkAssuranceFloor(definition, floor.definition, report)
    }
    const versions = published.map((version) => ({ number: version.stored.number, definition: version.definition }))
    checkAnswerPaths(definition, versions, report)
    checkLettersComplete(definition, copy.letters, newest?.stored.letters ?? {}, report)
    for (const [id, { template }] of Object.entries(definition.letters)) {
      if (copy.letters[template] === undefined) {
        report.error(['letters', id], 'letter-file', messages.letterMissing(id, template))
      }
    }
  }
  const findings = sortFindings([
    ...loaded.findings,
    ...report.findings,
    ...easyFindings(copy.source, newest?.stored.source),
  ])
  const used = pickShared(shared, loaded.usedShared)
  return {
    findings,
    sound: definition !== undefined && !findings.some(({ severity }) => severity === 'error'),
    ...(definition ? { definition } : {}),
    shared: used,
    hash: versionHash({ source: copy.source, shared: used, letters: copy.letters }),
  }
}

/** The shared definition: the newest that came with the program, else the first that the city published itself. */
export function floorOf(published: readonly ReadVersion[]): Floor | undefined {
  const shipped = published.find(({ stored }) => stored.publishedBy === 'seed')
  const floor = (shipped ?? published[published.length - 1])?.definition
  return floor && { definition: floor, shipped: shipped !== undefined }
}

/** Keys of everything that a law has fixed in this procedure, as `rules/expression-parts.ts` names them. */
export function fixedKeysOf(published: readonly ReadVersion[]): ReadonlySet<string> {
  const floor = floorOf(published)
  return new Set(floor ? fixedExpressions(floor).keys() : [])
}
