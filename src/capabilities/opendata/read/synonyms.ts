import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../procedures/index.ts'
import type { Synonyms } from '../table/match-headers.ts'

const shape = z.record(z.string(), z.array(z.string()))
const read = new Map<string, Synonyms>()

/** `catalog/datasets/_synonyms.yaml`, read once: headers that cities use for the columns of the standard. */
export function readSynonyms(rootDir: string): Synonyms {
  const file = path.join(rootDir, 'catalog/datasets/_synonyms.yaml')
  const known = read.get(file)
  if (known) return known
  const parsed = shape.safeParse(readYaml(readFileSync(file, 'utf8')).data)
  const synonyms = parsed.success ? parsed.data : {}
  read.set(file, synonyms)
  return synonyms
}
