import { Worker } from 'node:worker_threads'
import { workerPath } from '../worker-path.ts'
import type { Zone } from '../zone.ts'
import type { OpenedEnvelope, WrittenMessage } from './seal-envelope.ts'

/** It is ended after so long without work, and gives its memory back. */
const idleMs = 30_000

export interface SealingTask {
  readonly id: number
  readonly messages: readonly WrittenMessage[]
}

/** The envelopes in the order of the messages; nothing when one of them could not be sealed. */
export interface SealingDone {
  readonly id: number
  readonly envelopes: readonly OpenedEnvelope[] | undefined
}

/** A thread with the zone's keys that seals a rush; begun with the first one. */
export class SealingThread {
  readonly #keysDir: string
  readonly #zone: Zone
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #lastId = 0
  readonly #open = new Map<number, (envelopes: readonly OpenedEnvelope[] | undefined) => void>()

  constructor(keysDir: string, zone: Zone) {
    this.#keysDir = keysDir
    this.#zone = zone
  }

  /** Undefined when the thread can't: it broke, or a key is missing. Whoever asks seals by themselves and sees why. */
  sealAll(messages: readonly WrittenMessage[]): Promise<readonly OpenedEnvelope[] | undefined> {
    const worker = this.#started()
    return new Promise((resolve) => {
      this.#lastId += 1
      this.#open.set(this.#lastId, resolve)
      worker.postMessage({ id: this.#lastId, messages } satisfies SealingTask)
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const worker = this.#worker
    this.#leave(worker)
    await worker?.terminate()
  }

  #started(): Worker {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), idleMs)
    this.#idle.unref()
    if (this.#worker !== undefined) return this.#worker
    const worker = new Worker(workerPath('sealing'), {
      workerData: { keysDir: this.#keysDir, zone: this.#zone },
      resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 64 },
    })
    worker.on('message', ({ id, envelopes }: SealingDone) => this.#answer(id, envelopes?.map(asBuffers)))
    worker.on('error', () => this.#leave(worker))
    worker.on('exit', () => this.#leave(worker))
    // Whoever stops the process does not wait for it.
    worker.unref()
    this.#worker = worker
    return worker
  }

  #answer(id: number, envelopes: readonly OpenedEnvelope[] | undefined): void {
    this.#open.get(id)?.(envelopes)
    this.#open.delete(id)
  }

  #leave(worker: Worker | undefined): void {
    if (worker === undefined || this.#worker !== worker) return
    this.#worker = undefined
    for (const id of [...this.#open.keys()]) this.#answer(id, undefined)
  }
}

/** Bytes come from a thread as plain arrays of bytes. */
function asBuffers(envelope: OpenedEnvelope): OpenedEnvelope {
  const whole = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { ...envelope, signature: whole(envelope.signature), sealed: whole(envelope.sealed) }
}
