// Installs and builds; later starts then find everything ready.
import { build } from './lib/build.mjs'
import { installPackages } from './lib/install.mjs'
import { refuseOldNode } from './lib/project.mjs'

refuseOldNode()
const say = (line) => process.stdout.write(`${line}\n`)
await installPackages(say)
await build(say)
say('Built: dist/main.cjs')
