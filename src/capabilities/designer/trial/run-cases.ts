import { compile, loadCase, type ProcedureDefinition, runCase, type StoredRegister } from '../../procedures/index.ts'
import type { TextFiles } from '../copy.ts'

/** One example: what it is called, and every expectation that was not met, as sentences. */
export interface CaseResult {
  readonly file: string
  readonly name: string
  readonly kind: 'valid' | 'boundary' | 'refused' | undefined
  readonly differences: readonly string[]
}

/** Runs the example cases of a working copy against its definition, with the city's registers. */
export function runCases(
  definition: ProcedureDefinition,
  hash: string,
  cases: TextFiles,
  registers: readonly StoredRegister[],
): readonly CaseResult[] {
  const procedure = compile(definition, hash)
  return Object.entries(cases).map(([file, source]) => {
    const loaded = loadCase(source, file)
    const findings = runCase(procedure, loaded, registers)
    return {
      file,
      name: loaded.content?.name ?? file,
      kind: loaded.content?.kind,
      differences: findings.map(({ line, sentence }) => `${line}行目：${sentence}`),
    }
  })
}
