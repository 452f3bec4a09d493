import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  capabilityCircles,
  filesWithoutLayer,
  forbiddenWords,
  importsAcrossTheRelay,
  importsPastIndex,
  longFiles,
  messageKeys,
  missingLanguages,
  upwardImports,
} from './rules.ts'
import { readSources } from './sources.ts'

const code = readSources(['src', 'test', 'bench', 'scripts'].filter(exists), /\.(?:tsx?|mjs)$/)
const program = new Map([...code].filter(([file]) => file.startsWith('src/')))
const everything = readSources(
  ['src', 'test', 'bench', 'scripts', 'db', 'docs', 'procedures', 'catalog'].filter(exists),
  /\.(?:tsx?|mjs|sql|md|yaml|json|css|typ)$/,
)

function exists(folder: string): boolean {
  try {
    readSources([folder], /^$/)
    return true
  } catch {
    return false
  }
}

describe('imports', () => {
  test('point down only: commands, app, capabilities, design, platform, civic', () => {
    expect(upwardImports(program)).toEqual([])
    expect(filesWithoutLayer(program)).toEqual([])
  })
  test('reach another capability through its index.ts only', () => {
    expect(importsPastIndex(program)).toEqual([])
  })
  test('of capabilities make no circle', () => {
    expect(capabilityCircles(program)).toEqual([])
  })
  test('never join the two sides of the relay', () => {
    expect(importsAcrossTheRelay(program)).toEqual([])
  })
})

describe('files', () => {
  test('have at most 400 lines', () => {
    expect(longFiles(code)).toEqual([])
  })
  test('hold no path of one machine, no registry address, no switched-off check, no work left undone', () => {
    expect(forbiddenWords(everything)).toEqual([])
  })
  test('of the lock file name no registry', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
  })
  test('of the lock file hold every package that any platform may need, or "npm ci" refuses it', () => {
    const lock: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
      readFileSync('package-lock.json', 'utf8'),
    )
    const missing = Object.entries(lock.packages).flatMap(([at, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in lock.packages || `${at}/node_modules/${name}` in lock.packages),
      ),
    )
    expect(missing).toEqual([])
  })
})

describe('sentences for people', () => {
  test('are there in every language they need', () => {
    expect(missingLanguages([...program.keys()])).toEqual([])
  })
  const japanese = [...program.keys()].filter(
    (file) => /messages\.ja\.tsx?$/.test(file) && program.has(file.replace('messages.ja', 'messages.en')),
  )
  test.each(japanese)('%s has the same keys in easy Japanese and English', async (file) => {
    const keys = async (language: string): Promise<string[]> => {
      const module: Record<string, unknown> = await import(
        pathToFileURL(path.resolve(file.replace('messages.ja', `messages.${language}`))).href
      )
      // The name of the export may hold the language; what it holds counts.
      return Object.values(module)
        .flatMap((one) => messageKeys(one))
        .sort()
    }
    const wanted = await keys('ja')
    expect(await keys('easy')).toEqual(wanted)
    expect(await keys('en')).toEqual(wanted)
  })
})

describe('the rules notice (controls)', () => {
  const of = (files: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(files))
  test('an import that points up', () => {
    expect(
      upwardImports(of({ 'src/platform/a.ts': `import { x } from '../capabilities/cases/index.ts'` })),
    ).toHaveLength(1)
    expect(upwardImports(of({ 'src/civic/a.ts': `const x = await import('../platform/b.ts')` }))).toHaveLength(1)
    expect(upwardImports(of({ 'src/design/a.tsx': `export { x } from '../app.ts'` }))).toHaveLength(1)
    expect(
      upwardImports(of({ 'src/capabilities/cases/a.ts': `import type {\n  X,\n} from '../../platform/b.ts'` })),
    ).toEqual([])
  })
  test('a file outside the layers', () => {
    expect(filesWithoutLayer(of({ 'src/helpers/a.ts': '' }))).toHaveLength(1)
  })
  test('a way past index.ts', () => {
    expect(
      importsPastIndex(of({ 'src/capabilities/cases/a.ts': `import { x } from '../approvals/store.ts'` })),
    ).toHaveLength(1)
    expect(
      importsPastIndex(of({ 'src/capabilities/cases/a.ts': `import { x } from '../approvals/index.ts'` })),
    ).toEqual([])
  })
  test('the portal that knows the cases', () => {
    const found = (file: string, text: string) => importsAcrossTheRelay(of({ [file]: text }))
    expect(found('src/capabilities/portal/a.ts', `import { x } from '../cases/index.ts'`)).toHaveLength(1)
    expect(found('src/capabilities/cases/a.ts', `import { x } from '../portal/index.ts'`)).toHaveLength(1)
    expect(found('src/capabilities/portal/a.ts', `import { x } from '../exchange/index.ts'`)).toEqual([])
  })
  test('a circle of three', () => {
    const files = {
      'src/capabilities/a/x.ts': `import '../b/index.ts'`,
      'src/capabilities/b/x.ts': `import '../c/index.ts'`,
      'src/capabilities/c/x.ts': `import '../a/index.ts'`,
    }
    expect(capabilityCircles(of(files))).toEqual(['a -> b -> c -> a'])
  })
  test('a file that is too long', () => {
    expect(longFiles(of({ 'src/a.ts': 'x\n'.repeat(401) }))).toHaveLength(1)
    expect(longFiles(of({ 'src/a.ts': 'x\n'.repeat(400) }))).toEqual([])
  })
  test.each([
    ['a path of one machine', 'docs/a.md', `see /${'home'}/someone`],
    ['a registry', 'src/a.ts', `const at = 'https://registry.npm${'js'}.org'`],
    ['a check switched off', 'src/a.ts', `// @ts-${'ignore'}`],
    ['work left undone', 'src/a.ts', `// TO${'DO'}: later`],
    ['a test that runs alone', 'src/a.test.ts', `test.on${'ly'}('x')`],
  ])('%s', (_what, file, text) => {
    expect(forbiddenWords(of({ [file]: text }))).toHaveLength(1)
  })
  test('a language that is missing', () => {
    expect(missingLanguages(['src/design/messages.ja.ts'])).toHaveLength(2)
    expect(missingLanguages(['src/capabilities/cases/messages.ja.ts'])).toEqual([])
    expect(
      missingLanguages(['src/capabilities/identity/messages.ja.ts', 'src/capabilities/identity/messages.en.ts']),
    ).not.toEqual([])
  })
  test('a key that is missing', () => {
    expect(messageKeys({ a: { b: 'x', c: () => 'y' } })).toEqual(['a.b', 'a.c'])
  })
})
