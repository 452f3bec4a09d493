import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { notFound, type WebEnv } from '../../platform/http/index.ts'
import type { Typesetter } from '../../platform/typesetter/typesetter.ts'
import type { CompiledProcedure, ProcedureDefinition } from '../procedures/index.ts'
import { cityOnPaper } from './city-words.ts'
import { shortHash } from './code/page-code.ts'
import { setCompanion } from './companion/companion.ts'
import { type FormCity, setEmptyForm } from './form.ts'
import { formStyles, layoutEdition } from './layout/style.ts'

/** The files of a procedure, by the last part of their address. Nothing else is one. */
const files = {
  'form.pdf': 'standard',
  'form-large.pdf': 'large',
  'form-easy.pdf': 'easy',
  'guide-en.pdf': 'companion',
} as const
export type PaperFile = keyof typeof files
export const paperFiles = Object.keys(files) as readonly PaperFile[]

/** Whether a procedure may be filed on paper at all. */
export function takesPaper(definition: ProcedureDefinition): boolean {
  return definition.channels.some((channel) => channel === 'post' || channel === 'counter')
}

/** Bytes kept for the next person who prints the same form. */
const mostBytes = 6 * 1024 * 1024
const kept = new Map<string, Buffer>()
const coming = new Map<string, Promise<Buffer>>()

/**
 * Answers with a form of a procedure in force. The tag names version and edition: who has the form already gets 304
 * without its being set. A name that is no file of ours is 404.
 */
export async function serveForm(
  c: Context<WebEnv>,
  typesetter: Typesetter,
  procedure: CompiledProcedure,
  file: string,
): Promise<Response> {
  const kind = Object.hasOwn(files, file) ? files[file as PaperFile] : undefined
  if (kind === undefined || !takesPaper(procedure.definition)) throw notFound()
  const locale = kind === 'companion' ? 'en' : formStyles[kind].locale
  const city = cityOnPaper(c.get('city'), procedure.definition.owner, locale)
  const words = createHash('sha256').update(JSON.stringify(city)).digest('hex').slice(0, 8)
  const key = `${procedure.hash}.${layoutEdition}.${kind}.${words}`
  const tag = `"${shortHash(procedure.hash)}-${layoutEdition}-${kind}-${words}"`
  c.header('etag', tag)
  c.header('cache-control', 'public, no-cache')
  if (c.req.header('if-none-match') === tag) return c.body(null, 304)
  const pdf = kept.get(key) ?? (await once(key, () => make(typesetter, procedure, kind, city)))
  c.header('content-type', 'application/pdf')
  c.header('content-disposition', `inline; filename="${procedure.definition.id}-${file}"`)
  return c.body(new Uint8Array(pdf))
}

async function make(
  typesetter: Typesetter,
  procedure: CompiledProcedure,
  kind: (typeof files)[PaperFile],
  city: FormCity,
): Promise<Buffer> {
  const set =
    kind === 'companion'
      ? await setCompanion(typesetter, procedure, city)
      : await setEmptyForm(typesetter, procedure, kind, city)
  if (!set.ok) throw new Error(`The form of ${procedure.definition.id} could not be set: ${set.refusal}`)
  return set.pdf
}

/** Many who ask for the same form at once wait for one setting of it. */
async function once(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = coming.get(key)
  if (known) return known
  const made = make().finally(() => coming.delete(key))
  coming.set(key, made)
  const pdf = await made
  kept.set(key, pdf)
  let bytes = [...kept.values()].reduce((sum, each) => sum + each.length, 0)
  for (const [oldest, each] of kept) {
    if (bytes <= mostBytes) break
    kept.delete(oldest)
    bytes -= each.length
  }
  return pdf
}
