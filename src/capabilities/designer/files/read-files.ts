import type { PostedFile } from '../../../platform/http/index.ts'
import { largestSource, readYaml } from '../../procedures/index.ts'
import type { TextFiles } from '../copy.ts'
import { messages } from '../messages.ja.ts'

/** The files of a form as parts of a definition; a part that was not sent is absent. */
export interface ReadFiles {
  readonly source?: string
  readonly cases: TextFiles
  readonly letters: TextFiles
}

const words = messages.begin.problems
const fileName = /^[a-z0-9][a-z0-9-]{0,80}\.(?:yaml|yml|typ)$/

/** Reads files by what they are: templates by their ending, the definition by its pages, all other YAML as example cases. */
export function readFiles(
  files: readonly PostedFile[],
): { readonly ok: true; readonly files: ReadFiles } | { readonly ok: false; readonly problem: string } {
  let source: string | undefined
  const [cases, letters]: [Record<string, string>, Record<string, string>] = [{}, {}]
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > 2 * 1024 * 1024) {
    return { ok: false, problem: words.tooLarge }
  }
  for (const { name, bytes } of files) {
    const base = name.split(/[/\\]/).pop() ?? ''
    if (!fileName.test(base)) return { ok: false, problem: words.fileName(base.slice(0, 60)) }
    const text = textOf(bytes)
    if (text === undefined) return { ok: false, problem: words.notText(base) }
    if (text.length > largestSource) return { ok: false, problem: words.tooLarge }
    if (base.endsWith('.typ')) letters[`letters/${base}`] = text
    else if (isDefinition(base, text)) {
      if (source !== undefined) return { ok: false, problem: words.twoFiles }
      source = text
    } else cases[base] = text
  }
  return { ok: true, files: { ...(source === undefined ? {} : { source }), cases, letters } }
}

/** The id that a definition gives itself, also one that is broken elsewhere. */
export function idIn(source: string): string | undefined {
  return /^id:\s*["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?\s*(?:#.*)?$/m.exec(source)?.[1]
}

/** Named so, or unmistakably one: a broken definition is still a definition. */
function isDefinition(name: string, text: string): boolean {
  if (/^procedure\.ya?ml$/.test(name)) return true
  const { data } = readYaml(text)
  return typeof data === 'object' && data !== null && 'pages' in data && 'schema' in data
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n')
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}

/** The text under another id, all else as it is written. */
export function withId(source: string, id: string): string {
  return /^id:.*$/m.test(source) ? source.replace(/^id:.*$/m, `id: ${id}`) : source
}
