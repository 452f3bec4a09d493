import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeyRing } from '../keys/create-key-ring.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { judgeEnvelope, openEnvelope, orderKey, type SealedEnvelope, sealEnvelope } from './envelope.ts'
import type { OutgoingMessage } from './relay.ts'

const folder = mkdtempSync(join(tmpdir(), 'yanagi-envelope-'))
let internet: { zone: 'internet'; keys: KeyRing<'internet'> }
let office: { zone: 'office'; keys: KeyRing<'office'> }
beforeAll(() => {
  internet = { zone: 'internet', keys: createKeyRing(folder, 'internet', ['yanai', 'mihon']) }
  office = { zone: 'office', keys: createKeyRing(folder, 'office', ['yanai', 'mihon']) }
})
afterAll(() => rmSync(folder, { recursive: true }))

const message = (payload: unknown, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  kind: 'submission',
  to: 'office',
  cityId: 'yanai',
  procedureId: 'dog-registration',
  versionHash: 'v1',
  receiptNumber: 'IN-R8-000001-1',
  payload,
  arrivedAt: new Date('2026-11-22T00:00:00Z'),
  ...more,
})
const judge = (envelope: SealedEnvelope) => judgeEnvelope(office, 'internet', 'yanai', envelope)

describe('an envelope', () => {
  it('brings any JSON as it was, with names byte for byte', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const sealed = sealEnvelope(internet, message(payload))
        expect(judge(sealed)).toEqual({ ok: true, header: sealed.open })
        expect(openEnvelope(office, sealed).payload).toEqual(JSON.parse(JSON.stringify(payload)))
      }),
    )
    const name = '葛\u{E0100}城 髙﨑 𠮷野'
    expect(openEnvelope(office, sealEnvelope(internet, message({ name }))).payload).toEqual({ name })
  })

  it('is refused after one changed bit, wherever it is', () => {
    const sealed = sealEnvelope(internet, message({ n: 1, text: '申請' }))
    const flip = (bytes: Buffer, bit: number) => {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      return changed
    }
    fc.assert(
      fc.property(fc.constantFrom('header', 'signature', 'sealed'), fc.nat(), (part, at) => {
        const whole = part === 'header' ? Buffer.from(sealed.header) : sealed[part as 'signature' | 'sealed']
        const changed = flip(whole, at % (whole.length * 8))
        expect(judge({ ...sealed, [part]: part === 'header' ? changed.toString('latin1') : changed }).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('is for one zone and one city, from one zone', () => {
    const sealed = sealEnvelope(internet, message({ n: 1 }))
    expect(judgeEnvelope(office, 'mynumber', 'yanai', sealed)).toEqual({ ok: false, refusal: 'wrong-receiver' })
    expect(judgeEnvelope(office, 'internet', 'mihon', sealed)).toEqual({ ok: false, refusal: 'wrong-receiver' })
    expect(judgeEnvelope(internet, 'internet', 'yanai', sealed)).toEqual({ ok: false, refusal: 'wrong-receiver' })
  })

  it('cannot be made for the office by the office itself', () => {
    expect(() => sealEnvelope(office, message({ n: 1 }))).toThrow(/don't talk/)
  })

  it('has an order among those of its receipt number, or of what it publishes', () => {
    expect(orderKey({ receiptNumber: 'KJ-1', kind: 'submission', procedureId: 'x' })).toBe('KJ-1')
    expect(orderKey({ receiptNumber: '', kind: 'publication', procedureId: 'x' })).toBe('publication/x')
  })
})
