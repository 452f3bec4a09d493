import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeyRing } from '../keys/create-key-ring.ts'
import { judgeEnvelope, openEnvelope } from './envelope.ts'
import type { OutgoingMessage } from './relay.ts'
import { createSealer } from './sealer.ts'
import { SealingThread } from './sealing-thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'yanagi-sealer-'))
const internet = { zone: 'internet', keys: createKeyRing(folder, 'internet', ['yanai', 'mihon']) } as const
const office = { zone: 'office', keys: createKeyRing(folder, 'office', ['yanai', 'mihon']) } as const
const sealer = createSealer(internet, folder)
afterAll(async () => {
  await sealer.close()
  rmSync(folder, { recursive: true })
})

const message = (n: number, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  kind: 'submission',
  to: 'office',
  cityId: n % 2 === 0 ? 'yanai' : 'mihon',
  procedureId: 'dog-registration',
  versionHash: 'v1',
  receiptNumber: `IN-R8-${n}`,
  payload: { n, name: `柳井 花子${n}` },
  arrivedAt: new Date('2026-11-22T00:00:00Z'),
  ...more,
})

const numbers = [1, 2, 3, 4, 5, 6, 7]

describe('the sealer', () => {
  it('seals a rush in the thread as one alone here: each is opened by the office as what it was', async () => {
    const rush = await Promise.all(numbers.map((n) => sealer.seal(message(n))))
    const alone = await sealer.seal(message(8))
    for (const [at, envelope] of [...rush, alone].entries()) {
      const { cityId, receiptNumber, payload } = message(at + 1)
      expect(judgeEnvelope(office, 'internet', cityId, envelope)).toMatchObject({ ok: true })
      expect(openEnvelope(office, envelope)).toMatchObject({ header: { cityId, receiptNumber }, payload })
      expect(envelope.open).toEqual(JSON.parse(envelope.header))
      expect(Buffer.isBuffer(envelope.sealed) && Buffer.isBuffer(envelope.signature)).toBe(true)
    }
  })

  it('says of each what is wrong with it, and seals the others', async () => {
    const answers = await Promise.allSettled([
      ...numbers.map((n) => sealer.seal(message(n))),
      sealer.seal(message(9, { to: 'internet' })),
      sealer.seal(message(10, { cityId: 'nowhere' })),
    ])
    expect(answers.map(({ status }) => status)).toEqual([...numbers.map(() => 'fulfilled'), 'rejected', 'rejected'])
    expect(answers.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([
      expect.stringMatching(/don't talk/),
      expect.stringMatching(/nowhere/),
    ])
  })

  it('goes on here when the thread breaks, and with a new thread after it', async () => {
    const broken = createSealer(internet, join(folder, 'not-here'))
    const opened = await Promise.all(numbers.map((n) => broken.seal(message(n))))
    expect(opened.map((envelope) => openEnvelope(office, envelope).header.receiptNumber)).toEqual(
      numbers.map((n) => `IN-R8-${n}`),
    )
    await broken.close()
    const thread = new SealingThread(folder, 'internet')
    const text = numbers.map((n) => ({ ...message(n), payload: '{}' }))
    const cutOff = thread.sealAll(text)
    await thread.close()
    expect(await cutOff).toBeUndefined()
    expect(await thread.sealAll(text)).toHaveLength(numbers.length)
    await thread.close()
  })
})
