import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import { byteRangeOf } from '../files/byte-range.ts'
import { beginAnswer, type OpenAnswer } from '../files/open-answer.ts'

/**
 * A file in memory, or the part of it that was asked for (RFC 9110 14): readers of PMTiles fetch the header, a directory, a tile. One range
 * at a time; several are answered with the whole file, as the standard allows.
 */
export function sendRange(c: Context<WebEnv>, bytes: Buffer, answer: OpenAnswer): Response {
  const early = beginAnswer(c, answer)
  c.header('accept-ranges', 'bytes')
  if (early) return early
  const asked = c.req.header('if-range') === undefined ? byteRangeOf(c.req.header('range'), bytes.length) : undefined
  if (asked === undefined) return c.body(new Uint8Array(bytes))
  if (asked === 'outside') {
    c.header('content-range', `bytes */${bytes.length}`)
    return c.body(null, 416)
  }
  c.header('content-range', `bytes ${asked.from}-${asked.to}/${bytes.length}`)
  return c.body(new Uint8Array(bytes.subarray(asked.from, asked.to + 1)), 206)
}
