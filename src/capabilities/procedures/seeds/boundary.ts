import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Position } from '../../../civic/geo.ts'

const file = z.object({ boundary: z.array(z.array(z.tuple([z.number(), z.number()]))).optional() })

/** The line around a city from `catalog/addresses/<city>.json`; undefined for a city without a file, or without a line in it. */
export async function readBoundary(
  rootDir: string,
  cityId: string,
): Promise<readonly (readonly Position[])[] | undefined> {
  try {
    const text = await readFile(path.join(rootDir, 'catalog', 'addresses', `${cityId}.json`), 'utf8')
    return file.parse(JSON.parse(text)).boundary
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
