import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type CompiledProcedure, compile, loadProcedure, sharedPartsBelow } from '../../procedures/index.ts'

/** The procedures below a project folder, compiled: what the examples of the guides are held against. Their meaning is checked by `procedures check`. */
export function repositoryProcedures(root: string): readonly CompiledProcedure[] {
  const shared = sharedPartsBelow(root)
  return readdirSync(path.join(root, 'procedures'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .flatMap(({ name }) => {
      const file = `procedures/${name}/procedure.yaml`
      const { definition } = loadProcedure(readFileSync(path.join(root, file), 'utf8'), {
        file,
        shared,
        published: true,
      })
      return definition === undefined ? [] : [compile(definition, name)]
    })
}
