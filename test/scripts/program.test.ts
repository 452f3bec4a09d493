import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'

const lib = path.resolve('scripts/lib')

/** In a process of its own, as V8's flags are the whole process's. */
function load(file: string): unknown {
  const code = `import { loadProgram } from '${lib}/program.mjs'
    const { exports, wasCompiled } = loadProgram(process.argv[1])
    console.log(JSON.stringify({ wasCompiled, said: await exports.say() }))`
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code, file], { encoding: 'utf8' }))
}

test('the program is loaded as it was compiled at the build, and compiled anew where that does not fit', () => {
  const file = path.join(testFolder('program'), 'main.cjs')
  const text = `(function (exports, require, module, __filename, __dirname, importMetaUrl, importPackage) {
    const { basename } = require('node:path')
    exports.say = async () => [basename(__filename), new URL(importMetaUrl).protocol, (await importPackage('node:os')).EOL]
  })`
  writeFileSync(file, text)
  const said = ['main.cjs', 'file:', '\n']
  expect(load(file)).toEqual({ wasCompiled: false, said })
  execFileSync(process.execPath, [path.join(lib, 'compile-program.mjs'), file, file])
  expect(load(file)).toEqual({ wasCompiled: true, said })
  writeFileSync(`${file}.compiled`, 'cut off')
  expect(load(file)).toEqual({ wasCompiled: false, said })
  rmSync(`${file}.compiled`)
  expect(load(file)).toEqual({ wasCompiled: false, said })
})
