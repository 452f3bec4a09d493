// Every command of the program: installs and builds what is missing, then runs it.
import { pathToFileURL } from 'node:url'
import { build, buildTool, programFile } from './lib/build.mjs'
import { installPackages } from './lib/install.mjs'
import { loadProgram } from './lib/program.mjs'
import { refuseOldNode } from './lib/project.mjs'
import { insteadOfTool, tools } from './lib/tools.mjs'

refuseOldNode()
const say = (line) => process.stderr.write(`${line}\n`)
const [command, ...rest] = process.argv.slice(2)
const tool = Object.hasOwn(tools, command ?? '') ? command : undefined
const instead = tool === undefined ? null : insteadOfTool(tool, rest)
if (instead !== null) {
  if (instead.code === 0) process.stdout.write(`${instead.words}\n`)
  else say(instead.words)
  process.exitCode = instead.code
} else {
  await installPackages(say)
  await build(say)
  if (tool !== undefined) {
    const program = await import(pathToFileURL(await buildTool(tool, tools[tool].entry)).href)
    process.exitCode = await program.main(rest)
  } else {
    await loadProgram(programFile).exports.main(process.argv.slice(2))
  }
}
