import path from 'node:path'
import { loadCase } from './cases/case-file.ts'
import { runCase } from './cases/run-case.ts'
import { compile } from './engine/compile.ts'
import type { ProcedureDefinition } from './language/definition.ts'
import { createReporter, type Finding, findingLine, sortFindings } from './language/findings.ts'
import { followUpTargetProblems } from './language/follow-up-targets.ts'
import { type LoadOutcome, loadProcedure } from './language/load.ts'
import type { SharedParts } from './language/shared-tables.ts'
import { readYaml } from './language/yaml-source.ts'
import { type ProcedureFolder, readProcedureFolders, readSharedParts } from './seeds/folder.ts'
import { type Register, readRegisters } from './seeds/registers.ts'
import { pickShared, versionHash } from './version-hash.ts'

/** One procedure in the report: a line of `procedures check --json`. */
export interface ProcedureReport {
  readonly id: string
  readonly fields: number
  readonly rules: number
  readonly cases: number
  /** Cases that did not come out as written, and errors in the definition. */
  readonly failed: number
  readonly letters: number
  /** Languages in which every text is written. */
  readonly languages: readonly ('ja' | 'easy' | 'en')[]
  /** Points that the city has to settle (`openPoint` of settings). */
  readonly open: number
}

export interface CheckReport {
  readonly ok: boolean
  readonly procedures: readonly ProcedureReport[]
  readonly findings: readonly Finding[]
}

/** Checks all definitions below a project folder (`procedures/`, `catalog/`) and runs their example cases. */
export async function checkProcedures(root: string, options: { readonly strict?: boolean } = {}): Promise<CheckReport> {
  const [folders, parts, registers] = await Promise.all([
    readProcedureFolders(path.join(root, 'procedures')),
    readSharedParts(root),
    readRegisters(path.join(root, 'catalog', 'registers')),
  ])
  const [sample = []] = registers.cities.values()
  const strict = options.strict ?? false
  const read = folders.map((folder) => {
    const outcome = loadProcedure(folder.source, { file: folder.file, shared: parts.shared, strict })
    return { folder, outcome }
  })
  const all = new Map(read.map(({ folder, outcome }) => [folder.id, outcome.definition]))
  const checked = read.map(({ folder, outcome }) => checkFolder(folder, outcome, all, parts.shared, sample))
  const findings = [...parts.findings, ...registers.findings, ...checked.flatMap((one) => one.findings)]
  return {
    ok: !findings.some(({ severity }) => severity === 'error'),
    procedures: checked.map(({ report }) => report),
    findings,
  }
}

function checkFolder(
  folder: ProcedureFolder,
  { definition, findings: found, usedShared }: LoadOutcome,
  all: ReadonlyMap<string, ProcedureDefinition | undefined>,
  shared: SharedParts,
  registers: readonly Register[],
): { readonly report: ProcedureReport; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [...found]
  if (definition) findings.push(...aboutFolder(folder, definition), ...aboutFollowUps(folder, definition, all))
  let failedCases = 0
  if (definition) {
    const source = {
      source: folder.source,
      shared: pickShared(shared, usedShared),
      letters: folder.letters,
    }
    const procedure = compile(definition, versionHash(source))
    for (const { file, source: text } of folder.cases) {
      const differences = runCase(procedure, loadCase(text, file), registers)
      if (differences.length > 0) failedCases += 1
      findings.push(...differences)
    }
  }
  const errors = findings.filter(({ severity, file }) => severity === 'error' && file === folder.file).length
  const missing = findings.filter(({ code }) => code === 'missing-text').map(({ sentence }) => sentence)
  return {
    findings: [
      ...sortFindings(findings.filter(({ file }) => file === folder.file)),
      ...findings.filter(({ file }) => file !== folder.file),
    ],
    report: {
      id: folder.id,
      fields: definition ? fieldCount(definition) : 0,
      rules: definition?.rules?.length ?? 0,
      cases: folder.cases.length,
      failed: failedCases + errors,
      letters: Object.keys(definition?.letters ?? {}).length,
      languages: [
        'ja',
        ...(missing.some((sentence) => sentence.includes('easy')) ? [] : (['easy'] as const)),
        ...(missing.some((sentence) => sentence.includes('（en）')) ? [] : (['en'] as const)),
      ],
      open: Object.values(definition?.settings ?? {}).filter(({ openPoint }) => openPoint !== undefined).length,
    },
  }
}

/** The folder's name, its letters' templates. */
function aboutFolder(folder: ProcedureFolder, definition: ProcedureDefinition): readonly Finding[] {
  const at = { severity: 'error', file: folder.file, line: 1, column: 1 } as const
  const findings: Finding[] = []
  if (definition.id !== folder.id) {
    findings.push({
      ...at,
      code: 'folder-name',
      path: 'id',
      sentence: `フォルダーの名前「${folder.id}」と id「${definition.id}」をそろえてください`,
    })
  }
  for (const [id, letter] of Object.entries(definition.letters)) {
    if (folder.letters[letter.template] === undefined) {
      findings.push({
        ...at,
        code: 'letter-file',
        path: `letters.${id}`,
        sentence: `通知書「${id}」のひな形 ${letter.template} がありません`,
      })
    }
  }
  return findings
}

/** Follow-ups that lead nowhere in the procedures beside this one. */
function aboutFollowUps(
  folder: ProcedureFolder,
  definition: ProcedureDefinition,
  all: ReadonlyMap<string, ProcedureDefinition | undefined>,
): readonly Finding[] {
  const problems = followUpTargetProblems(definition, all)
  if (problems.length === 0) return []
  const report = createReporter(folder.file, readYaml(folder.source).locate)
  for (const { path: at, sentence } of problems) report.error(at, 'follow-up-target', sentence)
  return report.findings
}

function fieldCount(definition: ProcedureDefinition): number {
  return definition.pages.reduce(
    (sum, page) => sum + page.groups.reduce((n, group) => n + (group.fields?.length ?? 0), 0),
    0,
  )
}

/** What was found, a line each. */
export function checkFindingLines(report: CheckReport): readonly string[] {
  return report.findings.map(findingLine)
}

/** The report as lines for a terminal: findings first, then one line a procedure. */
export function checkReportLines(report: CheckReport): readonly string[] {
  const lines = [...checkFindingLines(report)]
  for (const one of report.procedures) {
    const state = one.failed === 0 ? '問題なし' : `直すところ ${one.failed}`
    lines.push(
      `${one.id}：項目 ${one.fields}・きまり ${one.rules}・例 ${one.cases}・通知書 ${one.letters}・言語 ${one.languages.join('/')}・要確認 ${one.open}　${state}`,
    )
  }
  return lines
}

/** The report for programs: one object a line, one line a procedure and nothing else. */
export function checkReportJsonLines(report: CheckReport): readonly string[] {
  return report.procedures.map((line) => JSON.stringify(line))
}
