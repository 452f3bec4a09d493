import type { z } from 'zod'
import { checkMeaning } from './check.ts'
import type { ProcedureDefinition } from './definition.ts'
import { createReporter, type Finding, sortFindings } from './findings.ts'
import { completeParts, type WrittenDefinition } from './hand-over.ts'
import { procedureSchema, sharedGroupSchema, sharedTableSchema } from './schema.ts'
import { checkShape } from './shape.ts'
import { expandGroups, type SharedGroup, usedGroups } from './shared-groups.ts'
import { expandTables, type SharedParts, type SharedTable, usedTables } from './shared-tables.ts'
import { readYaml } from './yaml-source.ts'

export interface LoadOptions {
  /** Name shown in findings, e.g. `procedures/dog-registration/procedure.yaml`. */
  readonly file?: string
  /** Groups of fields and dated tables that it may use, by id. */
  readonly shared?: SharedParts
  /** Our own definitions: a missing やさしい日本語 or English text is an error. */
  readonly strict?: boolean
  /** It was checked when it was published: only its shape is looked at again. */
  readonly published?: boolean
}

export interface LoadOutcome {
  /** Whole definition with shared groups and tables written out; absent when anything is an error. */
  readonly definition?: ProcedureDefinition
  /** Ids of the shared groups and tables it uses: published with it, so that a version never changes. */
  readonly usedShared: readonly string[]
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
  if (yaml.data === undefined) return { usedShared: [], findings: sortFindings(report.findings) }
  const shape = checkShape(procedureSchema, yaml.data, report)
  if (!shape.usable) return { usedShared: [], findings: sortFindings(report.findings) }
  const written = completeParts(shape.data as WrittenDefinition, report)
  const shared = options.shared ?? new Map()
  const definition = expandTables(expandGroups(written, shared, report), shared, report)
  if (!options.published) checkMeaning(definition, written, report, options.strict ?? false)
  const findings = sortFindings(report.findings)
  const used = [...usedGroups(written), ...usedTables(written)].sort()
  const broken = findings.some((finding) => finding.severity === 'error')
  return { ...(broken ? {} : { definition }), usedShared: used, findings }
}

/** Reads one file of `catalog/groups/`. */
export function loadSharedGroup(source: string, file: string): SharedOutcome<SharedGroup> {
  return loadShared(source, file, sharedGroupSchema)
}

/** Reads one file of `catalog/tables/`. Its rows are checked where they are used, against what they look at there. */
export function loadSharedTable(source: string, file: string): SharedOutcome<SharedTable> {
  return loadShared(source, file, sharedTableSchema)
}

export interface SharedOutcome<T> {
  /** Absent when anything is wrong. */
  readonly part?: T
  readonly findings: readonly Finding[]
}

function loadShared<T>(source: string, file: string, schema: z.ZodType): SharedOutcome<T> {
  const yaml = readYaml(source)
  const report = createReporter(file, yaml.locate)
  for (const { position, ...problem } of yaml.problems) {
    report.findings.push({ severity: 'error', file, path: '', ...position, ...problem })
  }
  const shape = yaml.data === undefined ? undefined : checkShape(schema, yaml.data, report)
  const findings = sortFindings(report.findings)
  return shape === undefined || findings.length > 0 ? { findings } : { part: shape.data as T, findings }
}
