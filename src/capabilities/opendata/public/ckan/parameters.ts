import type { Context } from 'hono'
import { HttpProblem, readBody } from '../../../../platform/http/index.ts'
import { parseJson } from '../../../../platform/parse-json.ts'
import { BadRequest, invalid } from './problems.ts'

/** What an action was called with; values are of any shape until an action asks for one. */
export type Parameters = ReadonlyMap<string, unknown>

const mostBytes = 64 * 1024

/** The question's parameters and, of a POST, those of the body: JSON whatever it calls itself, or a form. Throws `BadRequest`. */
export async function readParameters(c: Context): Promise<Parameters> {
  const found = new Map<string, unknown>()
  collect(found, new URL(c.req.url).searchParams)
  if (c.req.method === 'POST') await readPosted(c, found)
  for (const [name, value] of found) if (!isStorable([name, value])) throw new BadRequest('A letter that is none')
  return found
}

async function readPosted(c: Context, found: Map<string, unknown>): Promise<void> {
  const text = await readText(c)
  if (text.trim() === '') return
  const type = c.req.header('content-type') ?? ''
  // `curl -d '{…}'` sends JSON and calls it a form.
  if (type.includes('x-www-form-urlencoded') && !/^\s*[{[]/.test(text)) collect(found, new URLSearchParams(text))
  else if (type.includes('multipart/')) await collectParts(found, text, type)
  else for (const [name, value] of Object.entries(jsonObject(text))) found.set(name, value)
}

/** PostgreSQL has no letter 0, and halves of letters are none. Walks without recursion: a body may be nested at will. */
function isStorable(value: unknown): boolean {
  const waiting = [value]
  for (let each = waiting.pop(); waiting.length > 0 || each !== undefined; each = waiting.pop()) {
    if (typeof each === 'string' && /[\0\p{Surrogate}]/u.test(each)) return false
    if (typeof each === 'object' && each !== null) waiting.push(...Object.keys(each), ...Object.values(each))
  }
  return true
}

async function readText(c: Context): Promise<string> {
  const body = await readBody(c, mostBytes).catch((error: unknown) => {
    if (error instanceof HttpProblem && error.status === 413) throw new BadRequest('The request is too large', 413)
    if (error instanceof HttpProblem) throw new BadRequest('The request can not be read')
    throw error
  })
  return body.toString('utf8')
}

/** A parameter that comes several times is a list. */
function collect(found: Map<string, unknown>, said: Iterable<readonly [string, unknown]>): void {
  const fresh = new Map<string, unknown[]>()
  for (const [name, value] of said) fresh.set(name, [...(fresh.get(name) ?? []), value])
  for (const [name, values] of fresh) found.set(name, values.length === 1 ? values[0] : values)
}

async function collectParts(found: Map<string, unknown>, text: string, type: string): Promise<void> {
  const form = await new Response(text, { headers: { 'content-type': type } }).formData().catch(() => {
    throw new BadRequest('The form can not be read')
  })
  const parts: [string, unknown][] = []
  form.forEach((value, name) => {
    parts.push([name, value])
  })
  collect(
    found,
    parts.filter(([, value]) => typeof value === 'string'),
  )
}

function jsonObject(text: string): object {
  const read = parseJson(text)
  if (read === undefined) throw new BadRequest('JSON Error: Error decoding JSON data.')
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    throw new BadRequest('JSON Error: Request data needs to be a dictionary.')
  return read
}

/** A text; undefined when it was not said or is empty. Numbers are texts too. */
export function textOf(given: Parameters, name: string): string | undefined {
  const value = given.get(name)
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw invalid(name, 'Must be a text')
}

export function requiredText(given: Parameters, name: string): string {
  const value = textOf(given, name)
  if (value === undefined) throw invalid(name, 'Missing value')
  return value
}

/** 0, 1, 2 …, no more than `most`: what is larger is cut, not refused. */
export function naturalOf(given: Parameters, name: string, usual: number, most = Number.MAX_SAFE_INTEGER): number {
  const text = textOf(given, name)
  if (text === undefined) return usual
  if (!/^\d{1,15}$/.test(text)) throw invalid(name, 'Must be a natural number')
  return Math.min(Number(text), most)
}

export function flagOf(given: Parameters, name: string, usual: boolean): boolean {
  const value = given.get(name)
  if (value === undefined || value === null || value === '') return usual
  if (typeof value === 'boolean') return value
  return ['true', 'yes', 't', 'y', '1'].includes(String(value).toLowerCase())
}

/** A list: JSON, the text of one, or words between commas. */
export function listOf(given: Parameters, name: string): readonly string[] | undefined {
  const value = given.get(name)
  if (value === undefined || value === null || value === '') return undefined
  const read = typeof value === 'string' && value.trimStart().startsWith('[') ? parseJson(value) : value
  const list = typeof read === 'string' ? read.split(',').map((word) => word.trim()) : read
  if (!Array.isArray(list) || !list.every((each) => typeof each === 'string'))
    throw invalid(name, 'Must be a list of texts')
  return list.filter((word) => word !== '')
}
