import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { goodTexts, type Texts } from '../../../platform/files/good-texts.ts'
import type { KeptWork } from '../../../platform/kept-work.ts'
import { OperatorError } from '../../../platform/operator-error.ts'
import { type Finding, findingLine } from '../language/findings.ts'

/** What was made of some texts. `value` is what is good of them; undefined where nothing can be used. */
export interface Loaded<T> {
  readonly value: T | undefined
  readonly findings: readonly Finding[]
}

/** Where content is read from, and where a start with a data folder finds what was good before. */
export interface Installation {
  readonly rootDir: string
  readonly dataDir?: string
  /** What this build has worked out of the same texts before. */
  readonly kept?: KeptWork
}

/**
 * Content of the catalogue that is files and no rows: guides, what a notice of moving is read by. A broken file behaves as a
 * broken procedure does. The first start of a data folder is refused with every problem; at a later one the file as it was
 * when it was good stays in force, what else is good is taken in, and the problems are there to be told.
 */
export interface CatalogueFiles<T> {
  /** Read once. Throws `OperatorError` with every problem where there is nothing good to go on with. */
  of(installation: Installation): T
  /** What is wrong with the files, as the read of this process found it. */
  broken(rootDir: string): readonly Finding[]
  /** Every problem of the files as they are now; nothing is kept. */
  check(rootDir: string): readonly Finding[]
}

export function catalogueFiles<T>(content: {
  /** Names what is kept in the data folder. */
  readonly name: string
  readonly read: (rootDir: string) => Texts
  readonly load: (texts: Texts, installation: Installation) => Loaded<T>
}): CatalogueFiles<T> {
  const known = new Map<string, { readonly value: T; readonly broken: readonly Finding[] }>()
  return {
    of(installation) {
      const { rootDir } = installation
      const held = known.get(rootDir)
      if (held !== undefined) return held.value
      const taken = takeGood(content, installation)
      known.set(rootDir, taken)
      return taken.value
    },
    broken: (rootDir) => known.get(rootDir)?.broken ?? [],
    check: (rootDir) => content.load(content.read(rootDir), { rootDir }).findings,
  }
}

function takeGood<T>(
  { name, read, load }: Parameters<typeof catalogueFiles<T>>[0],
  installation: Installation,
): { readonly value: T; readonly broken: readonly Finding[] } {
  const kept = installation.dataDir === undefined ? undefined : goodTexts(installation.dataDir, name)
  const good = kept?.find()
  const broken = new Map<string, Finding>()
  let texts = read(installation.rootDir)
  // Each round puts at least one file back to what it was, or all of them: it ends.
  for (;;) {
    const { value, findings } = load(texts, installation)
    for (const each of findings) broken.set(findingLine(each), each)
    if (findings.length === 0 && value !== undefined) {
      kept?.keep(texts)
      return { value, broken: [...broken.values()] }
    }
    const wrong = new Set(findings.map(({ file }) => file).filter((file) => texts.get(file) !== good?.get(file)))
    if (good === undefined || (wrong.size === 0 && sameTexts(texts, good))) {
      // Another program may find fault with what was good for the one before: what it can use of it serves.
      if (good !== undefined && value !== undefined) return { value, broken: [...broken.values()] }
      throw new OperatorError([...broken.keys()].join('\n'))
    }
    texts = wrong.size === 0 ? good : putBack(texts, good, wrong)
  }
}

/** The texts with some files as they were; one that was not there before is left out. */
function putBack(texts: Texts, good: Texts, files: ReadonlySet<string>): Texts {
  const names = [...new Set([...texts.keys(), ...files])].sort()
  return new Map(
    names.flatMap((name) => {
      const text = files.has(name) ? good.get(name) : texts.get(name)
      return text === undefined ? [] : [[name, text] as const]
    }),
  )
}

function sameTexts(some: Texts, others: Texts): boolean {
  return some.size === others.size && [...some].every(([name, text]) => others.get(name) === text)
}

/** The YAML files of a folder of the installation, in the order of their names; none where there is no such folder. */
export function readTextsIn(rootDir: string, folder: string): Texts {
  const at = path.join(rootDir, folder)
  const names = existsSync(at) ? readdirSync(at).filter((name) => name.endsWith('.yaml')) : []
  return new Map(names.sort().map((name) => [`${folder}/${name}`, readFileSync(path.join(at, name), 'utf8')]))
}

/** These files of the installation; one that is missing is left out. */
export function readTextsOf(rootDir: string, files: readonly string[]): Texts {
  const there = files.filter((file) => existsSync(path.join(rootDir, file)))
  return new Map(there.map((file) => [file, readFileSync(path.join(rootDir, file), 'utf8')]))
}

/** A file that has to be there is not. */
export function missingFile(file: string): Finding {
  const place = { file, line: 1, column: 1, path: '' } as const
  return {
    severity: 'error',
    code: 'missing-file',
    ...place,
    sentence: 'このファイルがありません。もとに戻してください',
  }
}
