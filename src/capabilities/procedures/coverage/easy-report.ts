import { strayNumbers } from '../../../civic/plain/numbers.ts'
import { plainSentences, reviewPlain } from '../../../civic/plain/review.ts'
import { readYaml } from '../language/yaml-source.ts'

/** One line of `procedures check --easy`: something a person may look at, never a refusal. */
export interface EasyFinding {
  readonly file: string
  readonly line: number
  readonly sentence: string
  /** In Japanese: what to look at. */
  readonly finding: string
  readonly code: string
}

export interface EasyReport {
  /** Sentences of やさしい日本語 in the file, and how many of them something was found in. */
  readonly sentences: number
  readonly hard: number
  readonly findings: readonly EasyFinding[]
}

interface Text {
  readonly ja: string
  readonly easy?: unknown
  readonly en?: unknown
}

/** Looks through every text of a YAML file: やさしい日本語 by the rules of `civic/plain`, and translations that are missing or behind. */
export function easyReport(source: string, file: string): EasyReport {
  const yaml = readYaml(source)
  const findings: EasyFinding[] = []
  let sentences = 0
  const hard = new Set<string>()
  walk(yaml.data, [], (text, path) => {
    const add = (key: string, sentence: string, finding: string, code: string): void => {
      findings.push({ file, line: yaml.locate([...path, key]).line, sentence, finding, code })
    }
    if (typeof text.easy === 'string') {
      sentences += plainSentences(text.easy).length
      for (const { sentence, code, advice } of reviewPlain(text.easy)) {
        hard.add(`${path.join('.')} ${sentence}`)
        add('easy', sentence, advice, code)
      }
    }
    for (const [key, name] of languages) {
      const translation = text[key]
      if (typeof translation !== 'string') {
        add('ja', text.ja, `${name}がありません`, 'missing-text')
        continue
      }
      const stray = strayNumbers(text.ja, translation)
      if (stray.length > 0) {
        add(
          key,
          translation,
          `日本語の文にない数「${stray.join('」「')}」があります。訳が古くないか見てください`,
          'stale-text',
        )
      }
    }
  })
  return { sentences, hard: hard.size, findings }
}

const languages = [
  ['easy', 'やさしい日本語（easy）'],
  ['en', '英語（en）'],
] as const

function walk(
  value: unknown,
  path: readonly (string | number)[],
  found: (text: Text, path: readonly (string | number)[]) => void,
): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    value.forEach((part, at) => {
      walk(part, [...path, at], found)
    })
    return
  }
  if ('ja' in value && typeof value.ja === 'string') found(value as Text, path)
  else for (const [key, part] of Object.entries(value)) walk(part, [...path, key], found)
}

/** `procedures/x/procedure.yaml:12 「…」 …` */
export function easyLine({ file, line, sentence, finding }: EasyFinding): string {
  return `${file}:${line} 「${sentence}」 ${finding}`
}
