import type { Reporter, YamlPath } from '../findings.ts'

/** Every text in three languages: やさしい日本語 and English may fall back to Japanese, but never unnoticed. */
export function checkTexts(written: unknown, report: Reporter, strict: boolean): void {
  const say = strict ? report.error : report.warning
  walk(written, [], (text, path) => {
    const absent = [...(text.easy ? [] : ['やさしい日本語（easy）']), ...(text.en ? [] : ['英語（en）'])]
    if (absent.length === 0) return
    const end = strict ? '書いてください' : '日本語のまま表示します'
    say(path, 'missing-text', `${absent.join('と')}の文がありません。${end}（${String(text.ja).slice(0, 20)}）`)
  })
}

type AnyText = { readonly ja: unknown; readonly easy?: unknown; readonly en?: unknown }

function walk(value: unknown, path: YamlPath, found: (text: AnyText, path: YamlPath) => void): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    value.forEach((part, i) => {
      walk(part, [...path, i], found)
    })
    return
  }
  if (isText(value)) found(value, path)
  else for (const [key, part] of Object.entries(value)) walk(part, [...path, key], found)
}

function isText(value: object): value is AnyText {
  return 'ja' in value && typeof value.ja === 'string'
}
