import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import type { Load, LoadResult } from './load.ts'

/** Runs loads in a process of their own, so that making the load does not stand in the way of answering it. */
export interface Loader {
  run(load: Load): Promise<LoadResult>
}

export async function createLoader(rootDir: string): Promise<Loader> {
  const folder = mkdtempSync(path.join(tmpdir(), 'yanagi-bench-'))
  const program = path.join(folder, 'load.mjs')
  await build({
    entryPoints: [path.join(rootDir, 'bench', 'load.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  let count = 0
  return {
    run: (load) =>
      new Promise((resolve, reject) => {
        count += 1
        // A large load does not fit into an argument: it goes through a file.
        const file = path.join(folder, `load-${count}.json`)
        writeFileSync(file, JSON.stringify(load))
        execFile(process.execPath, [program, file], { maxBuffer: 1 << 20 }, (error, stdout) =>
          error ? reject(error) : resolve(JSON.parse(stdout) as LoadResult),
        )
      }),
  }
}

/** Host, port and Host header of an address. */
export function target(url: string): Pick<Load, 'host' | 'port' | 'hostHeader'> {
  const { host, port } = new URL(url)
  return { host: '127.0.0.1', port: Number(port), hostHeader: host }
}
