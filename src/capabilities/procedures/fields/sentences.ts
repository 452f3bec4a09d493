import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { FieldProblem } from './kind.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { type FieldMessage, ja } from './messages.ja.ts'
import { fill, slotText } from './wording.ts'

/** Sentences without values, by label: a form with many open questions says the same ones again and again. */
const remembered = new WeakMap<LocalText, Map<string, LocalText>>()

/** The sentence of a field's problem in three languages, label and values filled in. */
export function problemSentence(problem: FieldProblem, label: LocalText): LocalText {
  if (problem.params) return make(problem, label)
  const known = remembered.get(label) ?? new Map<string, LocalText>()
  remembered.set(label, known)
  const before = known.get(problem.code)
  if (before) return before
  const made = make(problem, label)
  known.set(problem.code, made)
  return made
}

function make(problem: FieldProblem, label: LocalText): LocalText {
  const code = isMessage(problem.code) ? problem.code : 'unreadable'
  const params = Object.entries(problem.params ?? {}).map(([name, value]) => [name, slotText(value)])
  return fill({ ja: ja[code], easy: easy[code], en: en[code] }, { label, ...Object.fromEntries(params) })
}

export function isMessage(code: string): code is FieldMessage {
  return Object.hasOwn(ja, code)
}
