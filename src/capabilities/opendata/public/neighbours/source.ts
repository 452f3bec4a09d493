import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../../procedures/index.ts'

/** A dataset of another municipality that is shown beside our own. */
export interface NeighbourSource {
  /** Id of our dataset of the same kind. */
  readonly dataset: string
  /** Whose it is, as people say it. */
  readonly name: string
  /** Address of their portal, whose CKAN is asked. */
  readonly portal: string
  /** Name or id of their dataset. */
  readonly package: string
  /** Further addresses (scheme and host) that their tables may lie at. */
  readonly files?: readonly string[] | undefined
}

const sources = z.array(
  z.strictObject({
    dataset: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    name: z.string().min(1).max(100),
    portal: z.url({ protocol: /^https?$/ }),
    package: z.string().regex(/^[\w-]{2,100}$/),
    files: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(5)
      .optional(),
  }),
)

/** `catalog/neighbours/<city>.yaml`; none where there is no such file. Throws for a file that is not right. */
export function readNeighbours(rootDir: string, cityId: string): readonly NeighbourSource[] {
  const file = path.join(rootDir, 'catalog', 'neighbours', `${cityId}.yaml`)
  if (!existsSync(file)) return []
  const { data, problems } = readYaml(readFileSync(file, 'utf8'))
  if (problems.length > 0) throw new Error(`catalog/neighbours/${cityId}.yaml can't be read.`)
  return sources.parse(data ?? [])
}
