import type { Context } from 'hono'
import type { z } from 'zod'
import { HttpProblem, readBody, type WebEnv } from '../../../platform/http/index.ts'
import { ApiProblem } from './problem.ts'

/** Answers are texts and numbers; files come beside them. */
const mostBytes = 512 * 1024
/** A request, its answers, a group, an item, a field, a shape, a ring, a point: nothing goes deeper. */
const mostDepth = 12

/**
 * Reads a JSON body within limits and in its documented shape. `bytes` is what was sent, for its hash.
 * Throws `ApiProblem` 415, 413 or 400.
 */
export async function readJson<T>(
  c: Context<WebEnv>,
  shape: z.ZodType<T>,
): Promise<{ readonly body: T; readonly bytes: Buffer }> {
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(c.req.header('content-type') ?? ''))
    throw new ApiProblem('json-expected')
  const bytes = await readBody(c, mostBytes).catch((error: unknown) => {
    if (error instanceof HttpProblem && error.status === 413) throw new ApiProblem('too-large')
    throw new ApiProblem('unreadable-json')
  })
  const read = shape.safeParse(parse(bytes))
  if (read.success) return { body: read.data, bytes }
  throw new ApiProblem('wrong-request', {
    errors: read.error.issues.slice(0, 20).map(({ path, code }) => ({ pointer: pointerOf(path), code })),
  })
}

function parse(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (depthOf(value, 0) > mostDepth) throw new Error('too deep')
    return value
  } catch {
    throw new ApiProblem('unreadable-json')
  }
}

function depthOf(value: unknown, at: number): number {
  if (typeof value !== 'object' || value === null || at > mostDepth) return at
  return Math.max(at, ...Object.values(value).map((each) => depthOf(each, at + 1)))
}

/** A JSON Pointer as a fragment (RFC 6901, section 6): `#/answers/children/0/birth`. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return `#${path.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`
}
