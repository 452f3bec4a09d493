import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { Logger } from '../../../../platform/log/logger.ts'
import { byteRangeOf, countBytes, cutOut } from './byte-range.ts'
import { beginAnswer, type OpenAnswer } from './open-answer.ts'
import { sendStream } from './send-stream.ts'

/** Sizes that are remembered, by tag: the same tag is the same bytes. */
const mostSizes = 500
const sizes = new Map<string, number>()

/**
 * Sends a file that is made piece by piece, or the part of it that was asked for, so that a download which broke off goes on where it was.
 * A part is counted in bytes without compression; its size is found out by making the file once, and remembered.
 */
export async function sendFile(
  c: Context<WebEnv>,
  answer: OpenAnswer & { readonly packed?: boolean },
  make: () => AsyncIterable<string | Uint8Array>,
  log: Logger,
): Promise<Response> {
  const range = c.req.header('range')
  const compressed =
    answer.packed !== true && range === undefined && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  // Without compression the bytes of a tag are always the same: a strong one, by which a broken download may be continued.
  const early = beginAnswer(c, { ...answer, strong: !compressed })
  c.header('accept-ranges', 'bytes')
  if (early) return early
  const condition = c.req.header('if-range')
  if (range === undefined || (condition !== undefined && condition !== `"${answer.tag}"`))
    return sendStream(c, make(), log, { compressed })
  const size = sizes.get(answer.tag) ?? (await countBytes(make()))
  remember(answer.tag, size)
  const asked = byteRangeOf(range, size)
  if (asked === undefined) return sendStream(c, make(), log, { compressed: false })
  if (asked === 'outside') return c.body(null, 416, { 'content-range': `bytes */${size}`, vary: 'accept-encoding' })
  c.header('content-range', `bytes ${asked.from}-${asked.to}/${size}`)
  c.header('content-length', String(asked.to - asked.from + 1))
  return sendStream(c, cutOut(make(), asked), log, { compressed: false, status: 206 })
}

function remember(tag: string, size: number): void {
  sizes.delete(tag)
  sizes.set(tag, size)
  if (sizes.size > mostSizes) sizes.delete(sizes.keys().next().value as string)
}
