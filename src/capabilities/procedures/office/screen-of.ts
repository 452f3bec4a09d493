import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { Shown, WebEnv } from '../../../platform/http/index.ts'
import { officeFrame } from '../../identity/index.ts'
import type { ScreenProps } from './views/frame.ts'

/** What a screen is shown with, and what its inputs show before anybody typed. */
export interface ShownHere extends Shown {
  readonly kept?: Readonly<Record<string, string>>
}

/** `words`: the sentences of the screen, by what a redirect says was done. */
export function screenOf(
  c: Context<WebEnv>,
  shown: ShownHere,
  words: Readonly<Record<string, unknown>> = {},
): ScreenProps {
  const done = words[c.req.query('done') ?? '']
  const frame = officeFrame(c)
  return {
    frame,
    csrf: frame.csrf,
    typed: (name) => shown.form?.text(name) ?? shown.kept?.[name] ?? '',
    problems: shown.problems ?? {},
    ...(shown.problem === undefined ? {} : { problem: shown.problem }),
    ...(typeof done === 'string' && shown.problem === undefined ? { notice: done } : {}),
  }
}

export function todayOf(c: Context<WebEnv>): string {
  return dayOf(c.get('now'))
}
