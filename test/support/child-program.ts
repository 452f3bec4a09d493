import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'

/** A TypeScript program of the tests in a process of its own: bundled, started, read line by line. */
export interface ChildProgram {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  /** Resolves with the first line that matches; rejects when the program ends before. */
  waitFor(pattern: RegExp): Promise<string>
  readonly ended: Promise<number | null>
}

export function startChild(
  source: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProgram {
  const child = spawn(process.execPath, [bundle(source), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const lines: string[] = []
  const waiting = new Set<(line: string) => void>()
  const ended = new Promise<number | null>((done) => child.once('close', done))
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      for (const one of waiting) one(line)
    })
  }
  return {
    process: child,
    lines,
    ended,
    waitFor: (pattern) =>
      new Promise((found, failed) => {
        const look = (line: string): void => {
          if (!pattern.test(line)) return
          waiting.delete(look)
          found(line)
        }
        waiting.add(look)
        lines.forEach(look)
        void ended.then((code) =>
          failed(new Error(`${source} ended (${code}) before it said ${pattern}: ${lines.slice(-3).join(' | ')}`)),
        )
      }),
  }
}

function bundle(source: string): string {
  // Below node_modules, so that the packages it imports are found from there.
  const folder = path.resolve('node_modules/.cache/yanagi-children')
  mkdirSync(folder, { recursive: true })
  const outfile = path.join(folder, `${path.basename(source, '.ts')}-${process.pid}.mjs`)
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  return outfile
}
