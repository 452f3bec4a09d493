import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '../language/findings.ts'
import { loadSharedGroup, loadSharedTable } from '../language/load.ts'
import type { SharedPart, SharedParts } from '../language/shared-tables.ts'
import { largestSource } from '../language/yaml-source.ts'

/** One procedure's folder as text; nothing is judged yet. */
export interface ProcedureFolder {
  readonly id: string
  /** Path as shown to people, relative to the project. */
  readonly file: string
  readonly source: string
  readonly cases: readonly { readonly file: string; readonly source: string }[]
  /** Typst templates by name: its own `letters/notice.typ`, and what all letters share, `_letters/base.typ`. */
  readonly letters: Readonly<Record<string, string>>
}

/** Every `procedures/<id>/procedure.yaml` with its letters and, unless they are not wanted, its cases; by id. */
export async function readProcedureFolders(
  folder: string,
  options: { readonly cases?: boolean } = {},
): Promise<readonly ProcedureFolder[]> {
  const ids = await foldersIn(folder)
  const common = await readAll(path.join(folder, '_letters'), '.typ')
  const shared = Object.fromEntries(common.map(({ name, text }) => [`_letters/${name}`, text]))
  const found = await Promise.all(ids.map((id) => readProcedureFolder(folder, id, shared, options.cases ?? true)))
  return found.filter((one) => one !== undefined)
}

async function readProcedureFolder(
  folder: string,
  id: string,
  shared: Readonly<Record<string, string>>,
  withCases: boolean,
): Promise<ProcedureFolder | undefined> {
  const base = path.join(folder, id)
  const source = await readText(path.join(base, 'procedure.yaml'))
  if (source === undefined) return undefined
  const shown = path.posix.join(path.basename(folder), id)
  const cases = withCases ? await readAll(path.join(base, 'cases'), '.yaml') : []
  const letters = await readAll(path.join(base, 'letters'), '.typ')
  return {
    id,
    file: `${shown}/procedure.yaml`,
    source,
    cases: cases.map(({ name, text }) => ({ file: `${shown}/cases/${name}`, source: text })),
    letters: { ...shared, ...Object.fromEntries(letters.map(({ name, text }) => [`letters/${name}`, text])) },
  }
}

/** What procedures share below a project folder: `catalog/groups/` and `catalog/tables/`, with everything wrong in them. */
export async function readSharedParts(
  root: string,
): Promise<{ readonly shared: SharedParts; readonly findings: readonly Finding[] }> {
  const texts = await Promise.all(sharedFolders.map((folder) => readAll(path.join(root, folder), '.yaml')))
  return partsOf(sharedFolders.flatMap((folder, n) => (texts[n] ?? []).map((text) => ({ folder, ...text }))))
}

/** The same at once, for who can't wait; what is wrong in them is said by the checks. */
export function sharedPartsBelow(root: string): SharedParts {
  const texts = sharedFolders.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .sort()
      .map((name) => ({ folder, name, text: readFileSync(path.join(root, folder, name), 'utf8') })),
  )
  return partsOf(texts).shared
}

const sharedFolders = ['catalog/groups', 'catalog/tables'] as const

function partsOf(texts: readonly { readonly folder: string; readonly name: string; readonly text: string }[]): {
  readonly shared: SharedParts
  readonly findings: readonly Finding[]
} {
  const shared = new Map<string, SharedPart>()
  const findings: Finding[] = []
  for (const { folder, name, text } of texts) {
    const file = `${folder}/${name}`
    const { part, findings: found } =
      folder === 'catalog/tables' ? loadSharedTable(text, file) : loadSharedGroup(text, file)
    findings.push(...found)
    if (part === undefined) continue
    if (shared.has(part.id)) findings.push(twice(file, part.id))
    shared.set(part.id, part)
  }
  return { shared, findings }
}

/** Groups and tables are looked up by their id alone. */
function twice(file: string, id: string): Finding {
  const place = { file, path: 'id', line: 1, column: 1 }
  return { severity: 'error', code: 'duplicate-id', ...place, sentence: `共通のまとまり・表の「${id}」が2つあります` }
}

export async function readAll(
  folder: string,
  ending: string,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const names = await namesIn(folder)
  const files = names.filter((name) => name.endsWith(ending)).sort()
  const texts = await Promise.all(files.map(async (name) => ({ name, text: await readText(path.join(folder, name)) })))
  return texts.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]))
}

/** Folders by name; none where there is no such folder. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8')
    return text.slice(0, largestSource + 1)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
