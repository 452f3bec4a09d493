import { easyReport, type Finding, type Reporter, type YamlPath } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

interface Text {
  readonly ja: string
  readonly easy?: unknown
  readonly en?: unknown
}

/**
 * Translations that stayed as they were while their Japanese changed: nobody reads them as they should be. `before` is the
 * published version's data; texts are matched by the ids around them, so that a moved question keeps its words.
 */
export function checkTranslations(now: unknown, before: unknown, report: Reporter): void {
  const earlier = new Map<string, Text>()
  walk(before, [], '', (text, _, key) => earlier.set(key, text))
  walk(now, [], '', (text, path, key) => {
    const was = earlier.get(key)
    if (was === undefined || was.ja === text.ja) return
    for (const language of ['easy', 'en'] as const) {
      if (typeof text[language] !== 'string' || text[language] !== was[language]) continue
      report.warning([...path, language], 'stale-text', messages.stale(messages.languages[language], text.ja))
    }
  })
}

/**
 * What the rules of やさしい日本語 say of a text (length, kanji, passive, loan words): a report, never a refusal. What they said
 * of the published version already is not said again.
 */
export function easyFindings(source: string, before: string | undefined): readonly Finding[] {
  if (source === before) return []
  const known = new Set(before === undefined ? [] : reported(before).map(({ sentence }) => sentence))
  return reported(source).filter(({ sentence }) => !known.has(sentence))
}

function reported(source: string): readonly Finding[] {
  const file = 'procedure.yaml'
  return easyReport(source, file)
    .findings.filter(({ code }) => code !== 'missing-text')
    .map(({ line, sentence, finding, code }) => ({
      ...{ severity: 'warning', code, file, line, column: 1, path: '' },
      sentence: `「${sentence}」：${finding}`,
    }))
}

function walk(
  value: unknown,
  path: YamlPath,
  key: string,
  found: (text: Text, path: YamlPath, key: string) => void,
): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    value.forEach((part: unknown, at) => {
      const id = typeof part === 'object' && part !== null && 'id' in part ? String(part.id) : String(at)
      walk(part, [...path, at], `${key}.${id}`, found)
    })
    return
  }
  if ('ja' in value && typeof value.ja === 'string') found(value as Text, path, key)
  else for (const [step, part] of Object.entries(value)) walk(part, [...path, step], `${key}.${step}`, found)
}
