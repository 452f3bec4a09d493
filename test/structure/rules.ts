import { importsOf, type Sources } from './sources.ts'

/** Layers from top to bottom; a file imports its own layer and those below. */
const layers = ['commands', 'app', 'capabilities', 'design', 'platform', 'civic'] as const
type Layer = (typeof layers)[number]

const isTest = (file: string): boolean => /\.test\.tsx?$|\/test-support\/|\/test-[a-z-]+\.tsx?$/.test(file)

function layerOf(file: string): Layer | undefined {
  if (file === 'src/main.ts') return 'commands'
  if (file === 'src/app.ts') return 'app'
  if (/^src\/config(?:\.test)?\.ts$/.test(file)) return 'platform'
  const folder = /^src\/([^/]+)\//.exec(file)?.[1]
  return layers.find((layer) => layer === folder)
}

function capabilityOf(file: string): string | undefined {
  return /^src\/capabilities\/([^/]+)\//.exec(file)?.[1]
}

/** Imports that point up. */
export function upwardImports(sources: Sources): string[] {
  const found: string[] = []
  for (const [file, text] of sources) {
    const from = layerOf(file)
    if (from === undefined || isTest(file)) continue
    for (const target of importsOf(file, text)) {
      const to = layerOf(target)
      if (to !== undefined && layers.indexOf(to) < layers.indexOf(from))
        found.push(`${file} imports ${target}: ${from} may not know ${to}`)
      if (target.startsWith('test/')) found.push(`${file} imports ${target}: the program may not know its tests`)
    }
  }
  return found
}

/** Files of `src` that belong to no layer. */
export function filesWithoutLayer(sources: Sources): string[] {
  return [...sources.keys()].filter((file) => file.startsWith('src/') && layerOf(file) === undefined)
}

/** Imports that reach into another capability past its `index.ts`. */
export function importsPastIndex(sources: Sources): string[] {
  const found: string[] = []
  for (const [file, text] of sources) {
    const own = capabilityOf(file)
    if (isTest(file) || layerOf(file) === undefined) continue
    for (const target of importsOf(file, text)) {
      const other = capabilityOf(target)
      if (other !== undefined && other !== own && !/^src\/capabilities\/[^/]+\/index\.tsx?$/.test(target)) {
        found.push(`${file} imports ${target}: another capability is used through its index.ts`)
      }
    }
  }
  return found
}

/** The two sides of the relay: what the internet zone runs and what the office runs speak through `exchange` alone. */
const strangers: readonly (readonly [string, string])[] = [
  ['portal', 'cases'],
  ['cases', 'portal'],
]

/** Imports between capabilities that may only speak through the relay. */
export function importsAcrossTheRelay(sources: Sources): string[] {
  const found: string[] = []
  for (const [file, text] of sources) {
    if (isTest(file)) continue
    for (const target of importsOf(file, text)) {
      const meets = strangers.some(([from, to]) => capabilityOf(file) === from && capabilityOf(target) === to)
      if (meets) found.push(`${file} imports ${target}: they speak through the relay`)
    }
  }
  return found
}

/** Circles among capabilities, each as the way around. */
export function capabilityCircles(sources: Sources): string[] {
  const graph = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    const own = capabilityOf(file)
    if (own === undefined || isTest(file)) continue
    const uses = graph.get(own) ?? new Set()
    graph.set(own, uses)
    for (const target of importsOf(file, text)) {
      const other = capabilityOf(target)
      if (other !== undefined && other !== own) uses.add(other)
    }
  }
  const circles = new Set<string>()
  const walk = (name: string, way: readonly string[]): void => {
    const at = way.indexOf(name)
    if (at >= 0) {
      const circle = way.slice(at)
      const first = circle.indexOf([...circle].sort()[0] ?? '')
      circles.add([...circle.slice(first), ...circle.slice(0, first + 1)].join(' -> '))
      return
    }
    for (const next of graph.get(name) ?? []) walk(next, [...way, name])
  }
  for (const name of graph.keys()) walk(name, [])
  return [...circles]
}

const MOST_LINES = 400

export function longFiles(sources: Sources): string[] {
  return [...sources]
    .map(([file, text]) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ file, lines }) => `${file} has ${lines} lines; ${MOST_LINES} is the limit`)
}

/** Words that must not stand in the repository, each with its reason. Written in parts, so that this file is clean. */
const forbidden: readonly { readonly pattern: RegExp; readonly why: string; readonly only?: RegExp }[] = [
  {
    pattern: new RegExp(`(?:^|[\\s"'(\`])/(?:${['work', 'home', 'Users', 'root'].join('|')})/[a-z]`, 'm'),
    why: 'a path of one machine',
  },
  { pattern: new RegExp(`registry\\.npm${'js'}\\.org|/-/[\\w.-]+\\.tgz`), why: 'the address of a registry' },
  {
    pattern: new RegExp(`\\b(?:TO${'DO'}|FIX${'ME'}|X${'XX'})\\b`),
    why: 'work left undone',
    only: /\.(?:tsx?|mjs|sql)$/,
  },
  {
    pattern: new RegExp(`@ts-(?:ig${'nore'}|noch${'eck'})|biome-ig${'nore'}|eslint-dis${'able'}`),
    why: 'a check switched off',
    only: /\.(?:tsx?|mjs)$/,
  },
  {
    pattern: new RegExp(`\\b(?:test|it|describe)\\.(?:on${'ly'}|sk${'ip'}|to${'do'})\\b`),
    why: 'a test that does not run, or runs alone',
    only: /\.test\.tsx?$/,
  },
]

export function forbiddenWords(sources: Sources): string[] {
  const found: string[] = []
  for (const [file, text] of sources) {
    for (const { pattern, why, only } of forbidden) {
      if (only !== undefined && !only.test(file)) continue
      const match = pattern.exec(text)
      if (match !== null)
        found.push(`${file}:${text.slice(0, match.index).split('\n').length}: ${why} (${match[0].trim()})`)
    }
  }
  return found
}

/** Keys of a message module, down to the leaves: `errors.required`. */
export function messageKeys(messages: unknown, prefix = ''): string[] {
  // A list of paragraphs is one text: languages may need more or fewer of them.
  if (typeof messages !== 'object' || messages === null || Array.isArray(messages)) return [prefix]
  return Object.entries(messages)
    .flatMap(([key, value]) => messageKeys(value, prefix === '' ? key : `${prefix}.${key}`))
    .sort()
}

/** Message files whose sisters are missing: residents are spoken to in three languages, staff in Japanese. */
export function missingLanguages(files: readonly string[]): string[] {
  const there = new Set(files)
  return files
    .filter((file) => /messages\.(?:ja|easy|en)\.tsx?$/.test(file))
    .flatMap((file) => {
      const sisters = ['ja', 'easy', 'en'].map((language) =>
        file.replace(/messages\.(?:ja|easy|en)/, `messages.${language}`),
      )
      const missing = sisters.filter((one) => !there.has(one))
      const japaneseOnly =
        missing.length === 2 && file.includes('messages.ja') && !/^src\/(?:design|capabilities\/portal)\//.test(file)
      return japaneseOnly ? [] : missing.map((one) => `${one} is missing beside ${file}`)
    })
}
