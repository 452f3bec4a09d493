import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const file = z.object({ city: z.string().optional(), towns: z.array(z.object({ town: z.string().min(1) })) })
const known = new Map<string, z.infer<typeof file> | undefined>()

/** Whether an address names a known 町字 of the city (`catalog/addresses/<city>.json`); undefined where there is no list. */
export function isKnownTown(rootDir: string, cityId: string, line: string): boolean | undefined {
  const at = path.join(rootDir, 'catalog/addresses', `${cityId}.json`)
  if (!known.has(at)) known.set(at, existsSync(at) ? file.parse(JSON.parse(readFileSync(at, 'utf8'))) : undefined)
  const read = known.get(at)
  if (read === undefined) return undefined
  const text = line.normalize('NFKC').replace(/[\s　]/g, '')
  const start = read.city === undefined ? -1 : text.indexOf(read.city)
  if (read.city !== undefined && start < 0) return false
  const rest = start < 0 ? text : text.slice(start + (read.city ?? '').length)
  return read.towns.some(({ town }) => rest.startsWith(town.normalize('NFKC')))
}
