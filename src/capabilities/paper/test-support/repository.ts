import path from 'node:path'
import { loadCase } from '../../procedures/cases/case-file.ts'
import { compile } from '../../procedures/engine/compile.ts'
import type { CompiledProcedure, Filing } from '../../procedures/index.ts'
import { loadProcedure } from '../../procedures/language/load.ts'
import { readProcedureFolders, readSharedParts } from '../../procedures/seeds/folder.ts'
import { openEntries, readRegisters } from '../../procedures/seeds/registers.ts'
import { versionHash } from '../../procedures/version-hash.ts'
import type { Filled } from '../filling/values.ts'
import type { FormCity } from '../form.ts'

export const sampleCity: FormCity = {
  id: 'yanai',
  name: '柳井市',
  to: '柳井市長あて',
  sendTo: '柳井市 市民生活課　電話 0820-00-0004',
}

export interface RepositoryProcedure {
  readonly id: string
  readonly procedure: CompiledProcedure
  /** Example answers, filed on paper. */
  readonly examples: readonly Filled[]
}

const root = path.resolve(import.meta.dirname, '../../../..')

let all: Promise<readonly RepositoryProcedure[]> | undefined

/** Every procedure of this repository with its example cases, as if they had come by post; read once for all files of a worker. */
export function repositoryProcedures(): Promise<readonly RepositoryProcedure[]> {
  all ??= readAll()
  return all
}

async function readAll(): Promise<readonly RepositoryProcedure[]> {
  const folders = await readProcedureFolders(path.join(root, 'procedures'))
  const { shared } = await readSharedParts(root)
  const { cities } = await readRegisters(path.join(root, 'catalog/registers'))
  return folders.map((folder) => {
    const { definition } = loadProcedure(folder.source, { file: folder.file, shared })
    if (!definition) throw new Error(`${folder.id} can not be read`)
    const procedure = compile(definition, versionHash({ source: folder.source, shared: {}, letters: {} }))
    const defaults = Object.fromEntries(
      Object.entries(definition.settings ?? {}).map(([id, { default: value }]) => [id, value]),
    )
    const examples = folder.cases.flatMap((one): readonly Filled[] => {
      const { content } = loadCase(one.source, one.file)
      if (!content) return []
      const filing: Filing = {
        today: content.filing.today,
        filedOn: content.filing.filedOn ?? content.filing.today,
        channel: 'post',
        filer: content.filing.filer ?? 'self',
        assurance: 'none',
      }
      const registers = cities.get('yanai') ?? []
      const facts = {
        settings: { ...defaults, ...content.settings },
        register: (id: string) => {
          const register = registers.find((one) => one.id === id)
          const entries = content.registers?.[id] ?? openEntries(register, filing.today)
          return entries.map((entry) => ({ ...entry, facts: entry.facts ?? {} }))
        },
        isClosedDay: () => false,
      }
      return [{ answers: content.answers, filing, facts }]
    })
    return { id: folder.id, procedure, examples }
  })
}
