import type { Context } from 'hono'
import { dayOf } from '../../civic/day.ts'
import type { WebEnv } from '../../platform/http/index.ts'
import type { LocalText } from '../../platform/i18n/local-text.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { AnswerValue, CityFacts, CompiledProcedure } from '../procedures/index.ts'
import { keptAnswers } from './kept/answers-cookie.ts'
import { guidesOf } from './navigator.ts'
import { firstAnswers } from './rules/first-answers.ts'

/** A guide as other pages lead to it. */
export interface GuideLink {
  readonly href: string
  readonly lifeEvent: string
  readonly title: LocalText
  readonly summary: LocalText
}

/** The guides of an installation, in their order. */
export function guideLinks(rootDir: string): readonly GuideLink[] {
  return guidesOf(rootDir).guides.map(({ guide }) => ({
    href: `/guides/${guide.id}`,
    lifeEvent: guide.lifeEvent,
    title: guide.title,
    summary: guide.summary,
  }))
}

/**
 * What a procedure begins with after the questions this browser has answered in the last two hours: answer path → value.
 * Empty when there are none, or when they do not lead to this procedure.
 */
export function guideAnswers(
  c: Context<WebEnv>,
  services: ZoneServices,
  procedure: CompiledProcedure,
  city: CityFacts,
): ReadonlyMap<string, AnswerValue> {
  const today = dayOf(c.get('now'))
  const found = new Map<string, AnswerValue>()
  for (const compiled of guidesOf(services.config.rootDir).guides) {
    if (!compiled.items.some((item) => item.procedure === procedure.definition.id && item.prefill)) continue
    const answers = keptAnswers(c, services, compiled.guide.id)
    if (answers === undefined) continue
    for (const [path, value] of firstAnswers(compiled, answers, procedure, today, city)) found.set(path, value)
  }
  return found
}
