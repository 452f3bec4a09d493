import { casePageMessages } from '../case-page/messages.ja.ts'
import type { Obstacle } from './obstacles.ts'

/** The sentence of the case page for a refusal or a problem. */
export function refusalText(code: string): string {
  return casePageMessages.refusals[code] ?? casePageMessages.problems[code] ?? code
}

/** Everything that stands in the way of a case, in sentences. */
export function obstacleText({ codes, sentence }: Obstacle): string {
  return sentence ?? codes.map((code) => `${refusalText(code).replace(/。$/, '')}。`).join('')
}
