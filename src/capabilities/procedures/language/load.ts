import { checkMeaning } from './check.ts'
import type { ProcedureDefinition } from './definition.ts'
import { createReporter, type Finding, sortFindings } from './findings.ts'
import { completeParts, type WrittenDefinition } from './hand-over.ts'
import { procedureSchema, sharedGroupSchema } from './schema.ts'
import { checkShape } from './shape.ts'
import { expandGroups, type SharedGroup, type SharedGroups, usedGroups } from './shared-groups.ts'
import { readYaml } from './yaml-source.ts'

export interface LoadOptions {
  /** Name shown in findings, e.g. `procedures/dog-registration/procedure.yaml`. */
  readonly file?: string
  readonly groups?: SharedGroups
  /** Our own definitions: a missing やさしい日本語 or English text is an error. */
  readonly strict?: boolean
  /** It was checked when it was published: only its shape is looked at again. */
  readonly published?: boolean
}

export interface LoadOutcome {
  /** Whole definition with shared groups written out; absent when anything is an error. */
  readonly definition?: ProcedureDefinition
  /** Ids of the shared groups it uses: published with it, so that a version never changes. */
  readonly usedGroups: readonly string[]
  /** Everything found, in the order of the file. */
  readonly findings: readonly Finding[]
}

/** Reads and checks one `procedure.yaml`. Never throws for what a person wrote: every problem is a finding with its place. */
export function loadProcedure(source: string, options: LoadOptions = {}): LoadOutcome {
  const yaml = readYaml(source)
  const report = createReporter(options.file ?? 'procedure.yaml', yaml.locate)
  for (const { position, ...problem } of yaml.problems) {
    report.findings.push({
      severity: 'error',
      file: options.file ?? 'procedure.yaml',
      path: '',
      ...position,
      ...problem,
    })
  }
  if (yaml.data === undefined) return { usedGroups: [], findings: sortFindings(report.findings) }
  const shape = checkShape(procedureSchema, yaml.data, report)
  if (!shape.usable) return { usedGroups: [], findings: sortFindings(report.findings) }
  const written = completeParts(shape.data as WrittenDefinition, report)
  const definition = expandGroups(written, options.groups ?? new Map(), report)
  if (!options.published) checkMeaning(definition, written, report, options.strict ?? false)
  const findings = sortFindings(report.findings)
  const groups = usedGroups(written)
  const broken = findings.some((finding) => finding.severity === 'error')
  return { ...(broken ? {} : { definition }), usedGroups: groups, findings }
}

/** Reads one file of `catalog/groups/`. */
export function loadSharedGroup(
  source: string,
  file: string,
): { readonly group?: SharedGroup; readonly findings: readonly Finding[] } {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems) {
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  }
  if (yaml.data !== undefined) checkShape(sharedGroupSchema, yaml.data, report)
  const findings = sortFindings(report.findings)
  return findings.length > 0 ? { findings } : { group: yaml.data as SharedGroup, findings }
}
