import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inject } from 'vitest'

/** A fresh folder for a test; it goes with the run. */
export function testFolder(name: string): string {
  const server = inject('testServer')
  return mkdtempSync(path.join('problem' in server ? os.tmpdir() : server.folder, `${name}-`))
}
