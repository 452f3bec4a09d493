import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { CompiledProcedure } from '../../procedures/index.ts'
import {
  compile,
  loadCase,
  loadProcedure,
  readProcedureFolders,
  readSharedParts,
  versionHash,
} from '../../procedures/index.ts'
import { loadManifest } from '../manifest/load.ts'
import type { Manifest } from '../manifest/schema.ts'

/** Procedures of the repository, compiled, by id. */
export async function repositoryProcedures(ids: readonly string[]): Promise<ReadonlyMap<string, CompiledProcedure>> {
  const { shared } = await readSharedParts('.')
  const folders = await readProcedureFolders(path.resolve('procedures'))
  return new Map(
    folders
      .filter(({ id }) => ids.includes(id))
      .map(({ id, source, file, letters }) => {
        const { definition } = loadProcedure(source, { file, shared, published: true })
        if (!definition) throw new Error(`${id} is broken`)
        return [id, compile(definition, versionHash({ source, shared: {}, letters }))]
      }),
  )
}

/** The example cases of a procedure that are complete and were filed online. */
export function onlineExamples(id: string) {
  const folder = path.resolve('procedures', id, 'cases')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const { content } = loadCase(readFileSync(path.join(folder, file), 'utf8'), file)
      const online = content && (content.filing.channel ?? 'online') === 'online'
      return online ? [{ file, content }] : []
    })
}

export function shippedManifest(id: string): Manifest {
  const file = `catalog/intake/${id}.yaml`
  const { manifest, findings } = loadManifest(readFileSync(file, 'utf8'), file)
  if (!manifest) throw new Error(JSON.stringify(findings))
  return manifest
}
