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
  const program = await buildProgram(rootDir, 'load')
  const folder = path.dirname(program)
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

/** Makes one file of `bench/<name>.ts`, in a folder of its own, to be run by node in a process of its own. */
export async function buildProgram(rootDir: string, name: string): Promise<string> {
  const program = path.join(mkdtempSync(path.join(tmpdir(), 'yanagi-bench-')), `${name}.mjs`)
  await build({
    entryPoints: [path.join(rootDir, 'bench', `${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // Bundled CommonJS packages ask for `require`, which a module does not have.
    banner: {
      js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
    },
  })
  return program
}

/** Host, port and Host header of an address. */
export function target(url: string): Pick<Load, 'host' | 'port' | 'hostHeader'> {
  const { host, port } = new URL(url)
  return { host: '127.0.0.1', port: Number(port), hostHeader: host }
}
