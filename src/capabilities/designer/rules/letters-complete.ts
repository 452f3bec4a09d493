import type { ProcedureDefinition, Reporter } from '../../procedures/index.ts'
import type { TextFiles } from '../copy.ts'
import { messages } from '../letters/messages.ja.ts'

/**
 * A letter is set in the form that all share, which brings number, addressee and 教示; one against the applicant gives its reasons.
 * A template that is published as it stands has been judged: some certificates have a form of their own.
 */
export function checkLettersComplete(
  definition: ProcedureDefinition,
  letters: TextFiles,
  published: TextFiles,
  report: Reporter,
): void {
  for (const [id, { template }] of Object.entries(definition.letters)) {
    const source = letters[template]?.replaceAll(/\/\/[^\n]*/g, '')
    if (source === undefined || letters[template] === published[template]) continue
    if (!/#letter\(/.test(source)) report.error(['letters', id], 'letter-form', messages.rules.noLetter(id))
    const against = definition.outcomes.find(({ letter, adverse }) => letter === id && adverse)
    if (against && !/\breasons\(\)/.test(source)) {
      report.error(['letters', id], 'letter-reasons', messages.rules.noReasons(id, against.label.ja))
    }
  }
}
