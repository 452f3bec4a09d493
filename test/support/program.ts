import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** The program as its users start it, in a process of its own. */
export interface Program {
  readonly child: ChildProcess
  output(): string
  /** Resolves with the exit code; null after a signal. */
  readonly ended: Promise<number | null>
  /** Ctrl-C, and waits. */
  stop(): Promise<void>
  /** `kill -9`, and waits. */
  kill(): Promise<void>
}

export function startProgram(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, ['scripts/yanagi.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...env },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  return { child, output: () => text, ended, stop: () => end('SIGINT'), kill: () => end('SIGKILL') }
}

/** Runs a command to its end. */
export async function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const program = startProgram(args, env)
  const code = await program.ended
  return { code, output: program.output() }
}

/** Waits until an address answers with success; fails when the program ends before, or after a minute and a half. */
export async function untilAnswers(url: string, program: Program): Promise<void> {
  let over = false
  void program.ended.then(() => {
    over = true
  })
  for (let attempt = 0; attempt < 900 && !over; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(100)
  }
  throw new Error(`${url} does not answer: ${program.output().slice(-2000)}`)
}
