import path from 'node:path'
import { compile } from '../src/capabilities/procedures/engine/compile.ts'
import { loadProcedure } from '../src/capabilities/procedures/language/load.ts'
import { readProcedureFolders, readSharedParts } from '../src/capabilities/procedures/seeds/folder.ts'

// A process of its own: what a start pays before anything is warm. Prints what loading and checking everything took.
const root = process.argv[2] ?? '.'
const began = process.cpuUsage()
const { shared } = await readSharedParts(root)
const folders = await readProcedureFolders(path.join(root, 'procedures'), { cases: false })
const definitions = folders.flatMap(({ source, file }) => loadProcedure(source, { file, shared }).definition ?? [])
const checked = process.cpuUsage(began)
for (const definition of definitions) compile(definition, definition.id)
const compiled = process.cpuUsage(began)
const ms = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000
process.stdout.write(
  `${JSON.stringify({ definitions: definitions.length, folders: folders.length, checkedMs: ms(checked), compiledMs: ms(compiled) })}\n`,
)
