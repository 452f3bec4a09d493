// Every command of the program: installs and builds what is missing, then runs it.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './lib/build.mjs'
import { installPackages } from './lib/install.mjs'
import { refuseOldNode, root } from './lib/project.mjs'

refuseOldNode()
const say = (line) => process.stderr.write(`${line}\n`)
await installPackages(say)
await build(say)
const program = await import(pathToFileURL(path.join(root, 'dist', 'main.mjs')).href)
await program.main(process.argv.slice(2))
