import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

let bundled: string | undefined

/** The worker's program: beside the built program, or bundled on first use when running from the sources. */
export function workerPath(): string {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./typesetter-worker.mjs', import.meta.url))
  if (bundled === undefined) {
    // Below node_modules, so that the packages it imports are found from there.
    const folder = fileURLToPath(new URL('../../../node_modules/.cache/yanagi/', import.meta.url))
    mkdirSync(folder, { recursive: true })
    bundled = join(folder, `typesetter-worker-${process.pid}.mjs`)
    buildSync({
      entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
      outfile: bundled,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    })
  }
  return bundled
}
