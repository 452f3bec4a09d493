import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../keys/ring-folder.ts'
import type { Zone } from '../zone.ts'
import type { TreeHead } from './entry.ts'

/** A folder outside the database that remembers the last signed heads. */
export interface HeadWitness {
  readonly folder: string
}

/**
 * Keeps the newest head, and the first head of every day in a list that only grows: those are the ones to print or
 * publish. Called after the commit, so the witness is never ahead of the database.
 */
export function rememberHead(witness: HeadWitness, zone: Zone, cityId: string, head: TreeHead): void {
  const before = recallHead(witness, zone, cityId)
  writeAtomically(headPath(witness, zone, cityId), `${JSON.stringify(head)}\n`, 0o600)
  if (before?.at.slice(0, 10) !== head.at.slice(0, 10)) {
    mkdirSync(witness.folder, { recursive: true, mode: 0o700 })
    appendFileSync(join(witness.folder, `${zone}.${cityId}.days`), `${JSON.stringify(head)}\n`, { mode: 0o600 })
  }
}

/** The newest head that this folder saw, or undefined. A damaged file is an error, not an absence. */
export function recallHead(witness: HeadWitness, zone: Zone, cityId: string): TreeHead | undefined {
  let text: string
  try {
    text = readFileSync(headPath(witness, zone, cityId), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  return JSON.parse(text)
}

function headPath(witness: HeadWitness, zone: Zone, cityId: string): string {
  return join(witness.folder, `${zone}.${cityId}.head`)
}
