import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { readLimited } from '../read-limited.ts'
import { HttpProblem, tooLarge } from './http-problem.ts'

/**
 * Reads a whole body, refusing with 413 the byte that goes over the limit, whatever the headers say; 400 when the sender
 * cut the line or broke the framing. It comes from the connection itself where there is one: a web stream around it costs
 * as much as reading a page of the form.
 */
export async function readBody(c: Context, limit: number): Promise<Buffer> {
  const { incoming } = (c.env ?? {}) as { readonly incoming?: IncomingMessage }
  const direct = incoming !== undefined && !incoming.readableDidRead && !incoming.destroyed
  const reading = direct ? readIncoming(incoming, limit) : readLimited(c.req.raw, limit)
  const body = await reading.catch((cause: unknown) => {
    // Nobody waits for the answer, and it is no fault of ours.
    throw new HttpProblem(400, 'unreadable-form', { cause })
  })
  if (body === undefined) throw tooLarge()
  return body
}

/** Undefined when it is larger than the limit; the rest is left on the line. */
function readIncoming(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined)
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size <= limit) chunks.push(chunk)
      else {
        incoming.pause()
        resolve(undefined)
      }
    })
    incoming.once('end', () => resolve(Buffer.concat(chunks)))
    incoming.once('error', reject)
    incoming.once('close', () => {
      if (!incoming.readableEnded) reject(new Error('The line was cut.'))
    })
  })
}
