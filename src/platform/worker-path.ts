import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Programs that run beside the server, in a process or a thread of their own; `scripts/lib/build.mjs` has the same list. */
const sources = { typesetter: './typesetter/worker.ts', sealing: './relay/sealing-worker.ts' } as const

export type WorkerName = keyof typeof sources

const bundled = new Map<WorkerName, string>()

/** A worker's program: beside the built program, or bundled on first use when running from the sources. */
export function workerPath(name: WorkerName): string {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL(`./${name}-worker.mjs`, import.meta.url))
  const made = bundled.get(name) ?? bundleWorker(name)
  bundled.set(name, made)
  return made
}

/** The bundler is loaded only here: the built program does not need it. */
function bundleWorker(name: WorkerName): string {
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild')
  // Below node_modules, so that the packages it imports are found from there.
  const folder = fileURLToPath(new URL('../../node_modules/.cache/yanagi/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${name}-worker-${process.pid}.mjs`)
  buildSync({
    entryPoints: [fileURLToPath(new URL(sources[name], import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  })
  return outfile
}
