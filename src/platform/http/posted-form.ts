import type { Context } from 'hono'
import { readBody } from './body.ts'
import { HttpProblem, tooLarge } from './http-problem.ts'

/** What a browser posted: every value of every name, in order, and the files. Text is as it came; fields normalise it. */
export interface PostedForm {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, readonly PostedFile[]>
  /** First value of a name, or an empty text. */
  text(name: string): string
}

export interface PostedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface FormLimits {
  /** Whole body, bytes. Default 256 KB without files. */
  readonly bodyBytes?: number
  /** Number of names and values together. */
  readonly parts?: number
}

/**
 * Reads a form post (urlencoded or multipart) within limits.
 * Throws `HttpProblem` 413 for a body that is too large, 415 for another content type, 400 for one that can't be read.
 * The body is counted while it arrives: a missing or lying Content-Length changes nothing.
 */
export async function readForm(c: Context, limits: FormLimits = {}): Promise<PostedForm> {
  const type = c.req.header('content-type') ?? ''
  const multipart = type.startsWith('multipart/form-data')
  if (!multipart && !type.startsWith('application/x-www-form-urlencoded')) throw new HttpProblem(415, 'form-expected')
  // No browser packs a form; unpacking what a stranger packed is how a small body becomes a large one.
  const packed = c.req.header('content-encoding') ?? 'identity'
  if (packed.trim().toLowerCase() !== 'identity') throw new HttpProblem(415, 'form-expected')
  const body = await readBody(c, limits.bodyBytes ?? 256 * 1024)
  const partLimit = limits.parts ?? 2000
  return multipart ? fromMultipart(body, type, partLimit) : fromUrlencoded(body, partLimit)
}

function fromUrlencoded(body: Buffer, partLimit: number): PostedForm {
  const fields = new Map<string, string[]>()
  let parts = 0
  const text = decodeUtf8(body)
  // Escapes that are no UTF-8 (half a surrogate pair) are refused; read, they would have become U+FFFD unseen.
  const sentAsSuch = /%EF%BF%BD|\uFFFD/i.test(text)
  for (const [name, value] of new URLSearchParams(text)) {
    parts += 1
    if (parts > partLimit) throw tooLarge()
    if (!sentAsSuch && (value.includes('\uFFFD') || name.includes('\uFFFD')))
      throw new HttpProblem(400, 'unreadable-form')
    append(fields, name, value)
  }
  return form(fields, new Map())
}

async function fromMultipart(body: Buffer, type: string, partLimit: number): Promise<PostedForm> {
  let data: FormData
  try {
    data = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  } catch (cause) {
    throw new HttpProblem(400, 'unreadable-form', { cause })
  }
  const fields = new Map<string, string[]>()
  const files = new Map<string, PostedFile[]>()
  // Bytes of another encoding became U+FFFD on the way in: a name would be kept wrongly, and nobody would see it.
  const sentAsSuch = body.includes(Buffer.from('\uFFFD'))
  let parts = 0
  for (const [name, value] of data) {
    parts += 1
    if (parts > partLimit) throw tooLarge()
    if (!sentAsSuch && typeof value === 'string' && (value.includes('\uFFFD') || name.includes('\uFFFD')))
      throw new HttpProblem(400, 'unreadable-form')
    if (typeof value === 'string') append(fields, name, value)
    else if (value.size > 0 || value.name !== '')
      append(files, name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return form(fields, files)
}

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw new HttpProblem(400, 'unreadable-form', { cause })
  }
}

function append<T>(map: Map<string, T[]>, name: string, value: T): void {
  const known = map.get(name)
  if (known) known.push(value)
  else map.set(name, [value])
}

function form(fields: Map<string, string[]>, files: Map<string, PostedFile[]>): PostedForm {
  return { fields, files, text: (name) => fields.get(name)?.[0] ?? '' }
}
