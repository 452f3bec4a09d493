/** One thing to put right in a definition, said so that the person who wrote it can do it. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly file: string
  readonly line: number
  readonly column: number
  /** Keys from the top of the file: `pages.0.groups.1.fields.2.when`. */
  readonly path: string
  /** Japanese, a whole sentence. */
  readonly sentence: string
}

export type YamlPath = readonly (string | number)[]

/** Collects findings while a definition is checked; knows where each key stands in the file. */
export interface Reporter {
  error(path: YamlPath, code: string, sentence: string, at?: number): void
  warning(path: YamlPath, code: string, sentence: string, at?: number): void
}

export interface Position {
  readonly line: number
  readonly column: number
}

/** @param locate where a path stands; `at` counts characters within a scalar (the place inside an expression). */
export function createReporter(
  file: string,
  locate: (path: YamlPath, at?: number) => Position,
): Reporter & { readonly findings: Finding[] } {
  const findings: Finding[] = []
  const add =
    (severity: Finding['severity']) =>
    (path: YamlPath, code: string, sentence: string, at?: number): void => {
      findings.push({ severity, code, file, ...locate(path, at), path: path.join('.'), sentence })
    }
  return { findings, error: add('error'), warning: add('warning') }
}

/** In the order of the file; errors before warnings on the same line. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.line - b.line || a.column - b.column || a.severity.localeCompare(b.severity))
}

/** `procedures/x/procedure.yaml:12:5 エラー …` */
export function findingLine(finding: Finding): string {
  const word = finding.severity === 'error' ? 'エラー' : '注意'
  return `${finding.file}:${finding.line}:${finding.column} ${word} ${finding.sentence}`
}
