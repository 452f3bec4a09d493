import type { Reporter, YamlPath } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

const markup = /<\s*[/!?a-z]|javascript\s*:|&#x?[0-9a-f]+;|&lt;/i
/** Parts that hold expressions, in which `<` is a comparison. */
const expressions = new Set([
  'when',
  'is',
  'must',
  'amount',
  'quantity',
  'key',
  'passes',
  'where',
  'min',
  'max',
  'value',
  'due',
])

/** Texts are words. Pages escape them anyway; a text that looks like markup is a slip or an attempt, and is said. */
export function checkNoMarkup(data: unknown, report: Reporter): void {
  walk(data, [], false)

  function walk(value: unknown, path: YamlPath, cells: boolean): void {
    if (typeof value === 'string') {
      const key = String(path[path.length - 1] ?? '')
      if (!cells && !expressions.has(key) && markup.test(value)) report.error(path, 'markup', messages.markup)
      return
    }
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      value.forEach((part, i) => {
        walk(part, [...path, i], cells)
      })
      return
    }
    for (const [key, part] of Object.entries(value)) {
      // Cells of decision tables compare too (`<18`).
      walk(
        part,
        [...path, key],
        cells || key === 'compares' || (key === 'when' && typeof part === 'object') || key === 'inputs',
      )
    }
  }
}
