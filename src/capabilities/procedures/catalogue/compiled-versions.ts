import { compile } from '../engine/compile.ts'
import type { CompiledProcedure } from '../engine.ts'
import { findingLine } from '../language/findings.ts'
import { loadProcedure } from '../language/load.ts'
import type { SharedGroup } from '../language/shared-groups.ts'

/** The texts of one version. */
export interface VersionTexts {
  readonly procedureId: string
  readonly hash: string
  readonly source: string
  readonly groups: Readonly<Record<string, SharedGroup>>
}

export type CompiledVersion =
  | { readonly ok: true; readonly procedure: CompiledProcedure }
  | { readonly ok: false; readonly problems: readonly string[] }

const known = new Map<string, CompiledVersion>()

/**
 * Compiles a version once in the life of the process: the hash names the text, so cities share the result.
 * A text that this program no longer takes is a value with its problems, never a fault.
 */
export function compiledVersion(version: VersionTexts): CompiledVersion {
  const before = known.get(version.hash)
  if (before) return before
  const made = compileVersion(version)
  known.set(version.hash, made)
  return made
}

/** It was checked when it was published, so the quick way is tried first; the slow one finds the words when it fails. */
function compileVersion(version: VersionTexts): CompiledVersion {
  const options = {
    file: `${version.procedureId}@${version.hash.slice(0, 8)}`,
    groups: new Map(Object.entries(version.groups)),
  }
  try {
    const { definition } = loadProcedure(version.source, { ...options, published: true })
    if (definition) return { ok: true, procedure: compile(definition, version.hash) }
  } catch {
    // An expression that this program does not know: said below with its line.
  }
  const { definition, findings } = loadProcedure(version.source, options)
  if (definition) return { ok: true, procedure: compile(definition, version.hash) }
  return { ok: false, problems: findings.filter(({ severity }) => severity === 'error').map(findingLine) }
}
