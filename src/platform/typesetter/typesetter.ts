import { type ChildProcess, fork } from 'node:child_process'
import { workerPath } from './worker-path.ts'

/** A document to set: Typst sources by path, the one to begin with, and its data. */
export interface DocumentToSet {
  /** Sources by their path below the root, e.g. `/main.typ`, `/_letters/base.typ`. */
  readonly sources: Readonly<Record<string, string>>
  /** Pictures by path (the seal, a map): the bytes. */
  readonly images?: Readonly<Record<string, Uint8Array>>
  readonly main: string
  /** Given to the template as JSON in `sys.inputs.data`. */
  readonly data: unknown
  /** Creation moment written into the PDF: the same input gives the same bytes. */
  readonly at: Date
  /** Also as a picture, all pages below each other: for a look while somebody writes. */
  readonly picture?: boolean
}

export type SettingResult =
  /** `svg`: without scripts and styles; only where a picture was asked for. */
  | { readonly ok: true; readonly pdf: Buffer; readonly pages: number; readonly svg?: string }
  /** The font has no shape for these characters: somebody has to choose a substitute (代替文字). Never tofu. */
  | { readonly ok: false; readonly refusal: 'missing-glyphs'; readonly characters: readonly string[] }
  /** The template is broken. The text is for the person who wrote it. */
  | { readonly ok: false; readonly refusal: 'template-broken'; readonly diagnostics: readonly string[] }

export interface Typesetter {
  set(document: DocumentToSet): Promise<SettingResult>
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (result: SettingResult) => void
  readonly reject: (error: Error) => void
}

/**
 * Sets documents with Typst in a child process that starts with the first document and ends when nobody needs it:
 * it takes about 80 MB, and a fault in it must not touch the requests of residents.
 */
export function createTypesetter(options: { readonly idleMs?: number; readonly timeoutMs?: number } = {}): Typesetter {
  const idleMs = options.idleMs ?? 30_000
  const timeoutMs = options.timeoutMs ?? 30_000
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let next = 1

  function start(): ChildProcess {
    const started = fork(workerPath(), [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    started.on('message', (message: { readonly id: number; readonly result: SettingResult }) => {
      settle(message.id, (each) => each.resolve(revive(message.result)))
    })
    started.on('exit', (code) => {
      if (child === started) child = undefined
      for (const id of [...waiting.keys()])
        settle(id, (each) => each.reject(new Error(`typesetter ended with ${code}`)))
    })
    started.on('error', () => started.kill('SIGKILL'))
    return started
  }

  function settle(id: number, act: (waiting: Waiting) => void): void {
    const each = waiting.get(id)
    if (each === undefined) return
    waiting.delete(id)
    act(each)
    if (waiting.size === 0) restAfterIdle()
  }

  /** A resting child must not keep the program from ending. */
  function restAfterIdle(): void {
    clearTimeout(idle)
    child?.unref()
    child?.channel?.unref()
    idle = setTimeout(() => {
      if (waiting.size === 0) child?.kill()
    }, idleMs)
    idle.unref()
  }

  return {
    set: (document) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        child ??= start()
        child.ref()
        child.channel?.ref()
        const id = next++
        const timer = setTimeout(() => {
          settle(id, (each) => each.reject(new Error('typesetter took too long')))
          child?.kill('SIGKILL')
        }, timeoutMs)
        waiting.set(id, {
          resolve: (result) => {
            clearTimeout(timer)
            resolve(result)
          },
          reject: (error) => {
            clearTimeout(timer)
            reject(error)
          },
        })
        child.send({ id, document })
      }),
    close: async () => {
      clearTimeout(idle)
      const ending = child
      if (ending === undefined) return
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
      ending.kill()
      await ended
    },
  }
}

/** Bytes come out of the channel as a plain array type; callers get a Buffer. */
function revive(result: SettingResult): SettingResult {
  return result.ok ? { ...result, pdf: Buffer.from(result.pdf) } : result
}
