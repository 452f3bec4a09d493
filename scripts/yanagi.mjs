// Every command of the program: installs and builds what is missing, then runs it.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, buildTool } from './lib/build.mjs'
import { installPackages } from './lib/install.mjs'
import { refuseOldNode, root } from './lib/project.mjs'

/** Programs around the server, not part of it: each exports `main(argv)`, which resolves with the exit code. */
const tools = { tour: 'test/tour/main.ts', bench: 'bench/main.ts', pictures: 'test/journeys/pictures.ts' }

refuseOldNode()
const say = (line) => process.stderr.write(`${line}\n`)
await installPackages(say)
await build(say)
const [command, ...rest] = process.argv.slice(2)
if (Object.hasOwn(tools, command ?? '')) {
  const tool = await import(pathToFileURL(await buildTool(command, tools[command])).href)
  process.exitCode = await tool.main(rest)
} else {
  const program = await import(pathToFileURL(path.join(root, 'dist', 'main.mjs')).href)
  await program.main(process.argv.slice(2))
}
