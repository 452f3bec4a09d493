import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import vm from 'node:vm'
import { holdYoungSpace } from './young-space.mjs'

/**
 * Loads the built program, a function (`build.mjs` writes it), and answers with what it exports. With what V8 made of it at
 * the build (`<file>.compiled`) nothing is compiled anew; where V8 does not take that (another Node, other flags), all is.
 */
export function loadProgram(file) {
  // V8 takes what it compiled only under the flags of then: they are set first, here and at the build.
  holdYoungSpace()
  const { script, exports } = run(file, existsSync(compiledOf(file)) ? readFileSync(compiledOf(file)) : undefined)
  return { exports, wasCompiled: script.cachedDataRejected === false }
}

/**
 * Writes down what V8 makes of the program, with every function that loading it calls. In a process of its own.
 * @param place where the program will lie: V8 keeps that with it, and names it in errors
 */
export function writeCompiled(file, place) {
  holdYoungSpace()
  writeFileSync(compiledOf(file), run(file, undefined, place).script.createCachedData())
}

const compiledOf = (file) => `${file}.compiled`

function run(file, cachedData, place = file) {
  const script = new vm.Script(readFileSync(file, 'latin1'), { filename: place, cachedData })
  const module = { exports: {} }
  const { href } = pathToFileURL(file)
  script.runInThisContext()(
    module.exports,
    createRequire(href),
    module,
    file,
    path.dirname(file),
    href,
    // V8 forgets of a script that it did not compile itself who is to be asked for its `import()`.
    (name) => import(name),
  )
  return { script, exports: module.exports }
}
