import type { CasePost } from '../posting.tsx'
import { type CorrectionCode, correctionCodes } from '../rules/correction.ts'
import { readDayText } from '../typed.ts'
import type { AskableField } from './askable.ts'
import { correctionMessages as messages } from './messages.ja.ts'
import type { CorrectionDraft } from './request.ts'

/** What was typed on the correction page; with `suggest` an empty reason gets the wording of its code. */
export function readDraft(post: CasePost, fields: readonly AskableField[], suggest: boolean): CorrectionDraft {
  const labels = new Map(fields.map((field) => [field.path, field.label]))
  return {
    intro: post.text('intro').trim(),
    dueOn: readDayText(post.text('dueOn')),
    items: (post.fields.get('path') ?? []).map((path) => {
      const code = readCode(post.text(`code.${path}`))
      const typed = post.text(`reason.${path}`).trim()
      return { path, code, reason: typed === '' && suggest ? suggestedReason(code, labels.get(path) ?? path) : typed }
    }),
  }
}

export function suggestedReason(code: CorrectionCode, label: string): string {
  return messages.suggestions[code](label)
}

function readCode(text: string): CorrectionCode {
  return correctionCodes.find((code) => code === text) ?? 'other'
}
