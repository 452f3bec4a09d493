import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { createKeyRing } from '../keys/create-key-ring.ts'
import { exportPublicKeys, importPublicKeys } from '../keys/manage.ts'
import { handledIn } from './testing/relay-zone.ts'
import type { ZoneProcessOrder, ZoneProcessStart } from './testing/zone-process.ts'

/** The zones as separate processes with separate databases and folders; the line is cut, and the processes killed, at random moments. */

const RECEIPTS = 8
const EACH = 6
const program = { folder: '', file: '' }
let outside: TestDatabase
let inside: TestDatabase

beforeAll(async () => {
  program.folder = mkdtempSync(join(tmpdir(), 'yanagi-cut-'))
  program.file = join(program.folder, 'zone-process.mjs')
  symlinkSync(resolve('node_modules'), join(program.folder, 'node_modules'))
  await build({
    entryPoints: ['src/platform/relay/testing/zone-process.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: program.file,
  })
  outside = await testDatabase()
  inside = await testDatabase()
})
afterAll(async () => {
  await outside.close()
  await inside.close()
  rmSync(program.folder, { recursive: true, force: true })
})

/** mulberry32 */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** A line that can be cut: in the middle of a request, of an answer, for a while. */
class Line {
  readonly #open = new Set<net.Socket>()
  readonly #server: net.Server
  /** How often something was really cut off: without that the test would show nothing. */
  cuts = 0
  to = 0
  down = false

  constructor(private readonly chance: () => number) {
    this.#server = net.createServer((near) => {
      if (this.down) return void near.destroy()
      const far = net.connect(this.to, '127.0.0.1')
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(one)
        one.on('error', () => {})
        one.on('close', () => {
          this.#open.delete(one)
          other.destroy()
        })
        one.on('data', (bytes) => {
          // Now and then only a part gets through, and then nothing.
          if (this.faulty && this.chance() < 0.15) {
            other.write(bytes.subarray(0, Math.floor(bytes.length * this.chance())), () => {
              this.cuts++
              one.destroy()
            })
          } else other.write(bytes)
        })
      }
    })
  }

  faulty = true

  async listen(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return (this.#server.address() as net.AddressInfo).port
  }

  cut(): void {
    this.cuts += this.#open.size
    for (const socket of this.#open) socket.destroy()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}

class ZoneProcess {
  #child: ChildProcess | undefined
  port = 0

  constructor(private readonly start: ZoneProcessStart) {}

  async run(): Promise<void> {
    const child = fork(program.file, {
      env: { ...process.env, YANAGI_TEST_ZONE: JSON.stringify({ ...this.start, port: this.port }) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child = child
    this.port = await new Promise<number>((done, fail) => {
      child.once('message', (said: { port: number }) => done(said.port))
      child.once('exit', (code) => fail(new Error(`The zone ended with ${code}.`)))
    })
  }

  send(order: ZoneProcessOrder): Promise<void> {
    return new Promise((done) => {
      this.#child?.once('message', () => done())
      this.#child?.send(order)
    })
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await gone
  }
}

it.each([1, 20261122])(
  'nothing is lost, doubled or out of order, whatever happens to the line (seed %i)',
  { timeout: 90_000 },
  async (seed) => {
    const chance = random(seed)
    const folders = {
      internet: join(program.folder, `internet-${seed}`),
      office: join(program.folder, `office-${seed}`),
    }
    for (const zone of ['internet', 'office'] as const) {
      mkdirSync(folders[zone], { recursive: true })
      createKeyRing(join(folders[zone], 'keys'), zone, ['yanai', 'mihon'])
    }
    expect(
      importPublicKeys(join(folders.internet, 'keys'), exportPublicKeys(join(folders.office, 'keys'), 'office')).ok,
    ).toBe(true)
    expect(
      importPublicKeys(join(folders.office, 'keys'), exportPublicKeys(join(folders.internet, 'keys'), 'internet')).ok,
    ).toBe(true)

    const line = new Line(chance)
    const linePort = await line.listen()
    const internet = new ZoneProcess({
      zone: 'internet',
      address: outside.address,
      naming: outside.server.naming,
      folder: folders.internet,
    })
    const office = new ZoneProcess({
      zone: 'office',
      address: inside.address,
      naming: inside.server.naming,
      folder: folders.office,
      outer: `http://127.0.0.1:${linePort}`,
    })
    // A test that fails must not leave a process behind that takes the next one's messages.
    onTestFinished(async () => {
      await office.kill()
      await internet.kill()
      line.close()
    })
    await internet.run()
    line.to = internet.port
    await office.run()

    const receipt = (i: number) => `S${seed}-${i}`
    const trouble = async () => {
      const kind = chance()
      if (kind < 0.35) line.cut()
      else if (kind < 0.6) {
        line.down = true
        line.cut()
        await pause(chance() * 150)
        line.down = false
      } else if (kind < 0.7) {
        await office.kill()
        await office.run()
      } else if (kind < 0.78) {
        await internet.kill()
        await internet.run()
        line.to = internet.port
      }
    }
    for (let n = 1; n <= EACH; n++) {
      for (let i = 0; i < RECEIPTS; i++) {
        await internet.send({
          receiptNumber: receipt(i),
          n,
          ...(chance() < 0.4 ? { file: `写真 ${i}/${n} `.repeat(3000) } : {}),
        })
        if (chance() < 0.5) await pause(chance() * 40)
        await trouble()
      }
    }
    line.faulty = false
    // Enough to mean something; how many there are depends on how quick the machine is.
    expect(line.cuts).toBeGreaterThan(10)

    const expected = Object.fromEntries(
      Array.from({ length: RECEIPTS }, (_, i) => [receipt(i), Array.from({ length: EACH }, (__, n) => n + 1)]),
    )
    const ours = (handled: Record<string, number[]>) =>
      Object.fromEntries(Object.entries(handled).filter(([id]) => id.startsWith(`S${seed}-`)))
    const until = Date.now() + 40_000
    while (
      Date.now() < until &&
      Object.values(ours(await handledIn(outside.zone('internet')))).flat().length < RECEIPTS * EACH
    )
      await pause(50)
    await pause(300)
    await office.kill()
    await internet.kill()
    line.close()

    expect(ours(await handledIn(inside.zone('office')))).toEqual(expected)
    expect(ours(await handledIn(outside.zone('internet')))).toEqual(expected)
    for (const db of [outside.zone('internet'), inside.zone('office')]) {
      const { rows } = await sql<{
        waiting: number
      }>`select count(*) filter (where acknowledged_at is null) as waiting from relay_outbox`.execute(
        db.city<unknown>('yanai'),
      )
      expect(rows).toEqual([{ waiting: 0 }])
    }
  },
)
