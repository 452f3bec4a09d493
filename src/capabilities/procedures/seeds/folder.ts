import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Finding } from '../language/findings.ts'
import { loadSharedGroup } from '../language/load.ts'
import type { SharedGroup, SharedGroups } from '../language/shared-groups.ts'
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

/** Shared groups of `catalog/groups/`, with everything wrong in them. */
export async function readSharedGroups(
  folder: string,
): Promise<{ readonly groups: SharedGroups; readonly findings: readonly Finding[] }> {
  const groups = new Map<string, SharedGroup>()
  const findings: Finding[] = []
  for (const { name, text } of await readAll(folder, '.yaml')) {
    const loaded = loadSharedGroup(text, `catalog/groups/${name}`)
    findings.push(...loaded.findings)
    if (loaded.group) groups.set(loaded.group.id, loaded.group)
  }
  return { groups, findings }
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
