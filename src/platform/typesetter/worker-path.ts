import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

let bundled: string | undefined

/** The worker's program: beside the built program, or bundled on first use when running from the sources. */
export function workerPath(): string {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./typesetter-worker.mjs', import.meta.url))
  bundled ??= bundleWorker()
  return bundled
}

/** The bundler is loaded only here: the built program does not need it. */
function bundleWorker(): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  // Below node_modules, so that the packages it imports are found from there.
  const folder = fileURLToPath(new URL('../../../node_modules/.cache/yanagi/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `typesetter-worker-${process.pid}.mjs`)
  buildSync({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return outfile
}
