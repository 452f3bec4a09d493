import { readdirSync, readFileSync } from 'node:fs'
import type { LoadResult } from './load.ts'

/** Milliseconds of processor time since the start: of this process, and of the PostgreSQL that it started (Linux). */
function processorTime(): { readonly node: number; readonly postgres: number } {
  const { user, system } = process.cpuUsage()
  return { node: (user + system) / 1000, postgres: postgresTime() }
}

/**
 * Runs a load and says what each answer took of the processors: rates move with everything that runs on the machine, this
 * hardly.
 */
export async function withProcessorTime(
  what: string,
  say: (line: string) => void,
  run: () => Promise<LoadResult>,
): Promise<LoadResult> {
  const before = processorTime()
  const result = await run()
  const after = processorTime()
  const each = (part: 'node' | 'postgres'): string =>
    `${((after[part] - before[part]) / Math.max(1, result.answered)).toFixed(2)} ms`
  say(`  ${what}: processor time of each: Node ${each('node')}, PostgreSQL ${each('postgres')}`)
  return result
}

/** Linux counts in hundredths of a second (`USER_HZ`). */
const msOfTick = 10

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly ticks: number
}

/** Everything below this process that is called postgres, with what ended connections took. */
function postgresTime(): number {
  const all = listProcesses()
  const below = new Set([process.pid])
  let ticks = 0
  for (let found = true; found; ) {
    found = false
    for (const each of all) {
      if (!below.has(each.parent) || below.has(each.pid)) continue
      below.add(each.pid)
      found = true
      if (each.name === 'postgres') ticks += each.ticks
    }
  }
  return ticks * msOfTick
}

function listProcesses(): readonly Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readProcess(Number(pid)))
  } catch {
    return []
  }
}

/** `proc(5)`: pid, name in brackets, state, parent; own times in fields 14 and 15, those of ended children after them. */
function readProcess(pid: number): readonly Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return [{ pid, parent: Number(fields[1]), name, ticks }]
  } catch {
    // It ended meanwhile.
    return []
  }
}
