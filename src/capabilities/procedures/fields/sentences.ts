import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { FieldProblem } from './kind.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { type FieldMessage, ja } from './messages.ja.ts'
import { fill, slotText } from './wording.ts'

/** The sentence of a field's problem in three languages, label and values filled in. */
export function problemSentence(problem: FieldProblem, label: LocalText): LocalText {
  const code = isMessage(problem.code) ? problem.code : 'unreadable'
  const params = Object.entries(problem.params ?? {}).map(([name, value]) => [name, slotText(value)])
  return fill({ ja: ja[code], easy: easy[code], en: en[code] }, { label, ...Object.fromEntries(params) })
}

export function isMessage(code: string): code is FieldMessage {
  return Object.hasOwn(ja, code)
}
