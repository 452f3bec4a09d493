import type { YamlPath } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

export type WordPart = keyof typeof messages.parts

/** One text of a definition: in three languages, or a word of the office in Japanese only. */
export interface WordPlace {
  readonly path: YamlPath
  readonly name: string
  readonly kept: { readonly ja: string; readonly easy?: string; readonly en?: string }
  /** A plain string in the text: no other languages. */
  readonly plain: boolean
}

const partOf: Readonly<Record<string, WordPart>> = {
  name: 'guide',
  officialName: 'guide',
  summary: 'guide',
  guide: 'guide',
  pages: 'pages',
  rules: 'rules',
  acceptance: 'rules',
  filingDeadline: 'rules',
  duplicates: 'rules',
  next: 'rules',
  followUps: 'rules',
}
/** Strings that are labels for the office. */
const plainKeys = new Set(['officialName', 'openPoint'])

/** Every text of one part, in the order of the definition. */
export function wordsOf(data: unknown, part: WordPart): readonly WordPlace[] {
  const found: WordPlace[] = []
  if (typeof data !== 'object' || data === null) return found
  for (const [key, value] of Object.entries(data)) {
    if ((partOf[key] ?? 'office') === part) walk(value, [key], found)
  }
  return found
}

function walk(value: unknown, path: YamlPath, found: WordPlace[]): void {
  const key = String(path[path.length - 1])
  if (typeof value === 'string') {
    const label = key === 'label' && path.length >= 2
    if (label || plainKeys.has(key)) found.push({ path, name: nameOf(path), kept: { ja: value }, plain: true })
    return
  }
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value) && 'ja' in value && typeof value.ja === 'string') {
    const { ja, easy, en } = value as { ja: string; easy?: unknown; en?: unknown }
    const kept = { ja, ...(typeof easy === 'string' ? { easy } : {}), ...(typeof en === 'string' ? { en } : {}) }
    found.push({ path, name: nameOf(path), kept, plain: false })
    return
  }
  const parts = Array.isArray(value) ? value.map((one, i) => [i, one] as const) : Object.entries(value)
  for (const [step, one] of parts) walk(one, [...path, step], found)
}

/** A path in words: 画面1・項目2・名前. */
function nameOf(path: YamlPath): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'number') words[words.length - 1] = `${words[words.length - 1] ?? ''}${step + 1}`
    else words.push(messages.keys[step] ?? step)
  }
  return words.join('・')
}
