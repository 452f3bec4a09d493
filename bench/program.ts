import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Loader, target } from './loader.ts'
import { type Measure, twice, under } from './report.ts'

const connections = 20
const rounds = 5
const requestsOfRound = 10_000
const mb = 1024 ** 2

/** The program as people start it, in a process of its own, on data that is there already. */
export interface Program {
  readonly rootDir: string
  readonly dataDir: string
  readonly port: number
  readonly portal: string
}

/** From the command to the first page, on data that this program has been started on before. */
export async function measureStart(program: Program): Promise<readonly Measure[]> {
  // The data were made by another build of it, the one that measures.
  await stop((await startProgram(program)).process)
  return twice(async () => {
    const { process: child, ms } = await startProgram(program)
    await stop(child)
    return [under('start to first page, later start', ms / 1000, 's', 2)]
  })
}

/** The memory of the process after 50,000 pages of all kinds. */
export async function measureMemory(
  program: Program,
  loader: Loader,
  pages: { readonly cookie: string; readonly paths: readonly string[] },
): Promise<readonly Measure[]> {
  const { process: child } = await startProgram(program)
  try {
    const after: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { statuses, answered } = await loader.run({
        ...target(program.portal),
        connections,
        seconds: 300,
        turnsEach: requestsOfRound / connections,
        method: 'GET',
        headers: { 'accept-encoding': 'br' },
        turns: [pages.paths.map((each) => ({ path: each, cookie: pages.cookie }))],
        again: true,
      })
      if (statuses[200] !== answered) throw new Error(`Expected only 200: ${JSON.stringify(statuses)}`)
      after.push(residentBytes(child.pid ?? 0) / mb)
    }
    const last = after.at(-1) ?? Number.NaN
    // The first rounds fill caches and compiled code; what grows after them would grow for ever.
    const settled = Math.max(...after.slice(1, 3))
    return [
      under('memory of the process with all zones after 50,000 requests', last, 'MB', 200),
      under('memory grown from request 30,000 to 50,000', last - settled, 'MB', 15),
    ]
  } finally {
    await stop(child)
  }
}

async function startProgram({
  rootDir,
  dataDir,
  port,
  portal,
}: Program): Promise<{ process: ChildProcess; ms: number }> {
  const began = performance.now()
  const script = path.join(rootDir, 'scripts', 'start.mjs')
  const child = spawn(process.execPath, [script, '--data', dataDir, '--port', String(port)], {
    cwd: rootDir,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, YANAGI_LOG: 'error' },
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode} before its first page.`)
    const answer = await fetch(`${portal}/`).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return { process: child, ms: performance.now() - began }
    await sleep(10)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await ended
}

function residentBytes(pid: number): number {
  const status = `/proc/${pid}/status`
  if (existsSync(status)) return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]) * 1024
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024
}
