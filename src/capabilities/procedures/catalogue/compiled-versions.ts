import { compile } from '../engine/compile.ts'
import type { CompiledProcedure } from '../engine.ts'
import { findingLine } from '../language/findings.ts'
import { loadProcedure } from '../language/load.ts'
import type { SharedPart } from '../language/shared-tables.ts'
import type { ProvedDefinitions } from './proved-definitions.ts'

/** What names a version: its hash is the hash of its texts. */
export interface VersionName {
  readonly procedureId: string
  readonly hash: string
}

/** The texts of one version. */
export interface VersionTexts extends VersionName {
  readonly source: string
  readonly shared: Readonly<Record<string, SharedPart>>
}

export type CompiledVersion =
  | { readonly ok: true; readonly procedure: CompiledProcedure }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * What was compiled, for all cities and zones of the process, since the hash names the text. A version that is in force
 * somewhere is held by those who use it; of the others the last used stay, and the rest may be let go.
 */
const alive = new Map<string, WeakRef<CompiledProcedure>>()
const recent = new Map<string, CompiledProcedure>()
const unreadable = new Map<string, CompiledVersion>()
const mostRecent = 24

/**
 * Versions by hash. The texts of those that are not known yet, nor proved before, are read together, compiled and not kept.
 * A text that this program no longer takes is a value with its problems, never a fault. Absent: `read` did not find it.
 */
export async function compiledVersions(
  wanted: readonly VersionName[],
  read: (hashes: readonly string[]) => Promise<readonly VersionTexts[]>,
  proved?: ProvedDefinitions,
): Promise<ReadonlyMap<string, CompiledVersion>> {
  const found = new Map<string, CompiledVersion>()
  const missing = new Set<string>()
  for (const { hash } of wanted) {
    const known = knownVersion(hash)
    if (known) found.set(hash, known)
    else missing.add(hash)
  }
  for (const [hash, version] of await provedVersions([...missing], proved)) {
    found.set(hash, version)
    missing.delete(hash)
  }
  if (missing.size === 0) return found
  for (const texts of await read([...missing])) {
    // Somebody else may have compiled it while the texts were on their way.
    const known = knownVersion(texts.hash)
    const version = known ?? remember(texts.hash, compileVersion(texts))
    found.set(texts.hash, version)
    if (!known && version.ok) void proved?.keep(texts.hash, version.procedure.definition)
  }
  return found
}

/** This build compiled them before, so nothing can be wrong with them: each is put together when it is first needed. */
async function provedVersions(
  hashes: readonly string[],
  proved: ProvedDefinitions | undefined,
): Promise<ReadonlyMap<string, CompiledVersion>> {
  const found = new Map<string, CompiledVersion>()
  if (!proved) return found
  await Promise.all(
    hashes.map(async (hash) => {
      const definition = await proved.find(hash)
      if (!definition) return
      found.set(
        hash,
        knownVersion(hash) ?? remember(hash, { ok: true, procedure: compile(definition, hash, { whenNeeded: true }) }),
      )
    }),
  )
  return found
}

function knownVersion(hash: string): CompiledVersion | undefined {
  const procedure = alive.get(hash)?.deref()
  return procedure ? remember(hash, { ok: true, procedure }) : unreadable.get(hash)
}

function remember(hash: string, version: CompiledVersion): CompiledVersion {
  if (!version.ok) {
    unreadable.set(hash, version)
    return version
  }
  alive.set(hash, new WeakRef(version.procedure))
  recent.delete(hash)
  recent.set(hash, version.procedure)
  const [oldest] = recent.keys()
  if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest)
  return version
}

/** It was checked when it was published, so the quick way is tried first; the slow one finds the words when it fails. */
function compileVersion(version: VersionTexts): CompiledVersion {
  const options = {
    file: `${version.procedureId}@${version.hash.slice(0, 8)}`,
    shared: new Map(Object.entries(version.shared)),
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
