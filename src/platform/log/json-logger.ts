import type { Clock } from '../clock.ts'
import { type LogFacts, safeError, safeFacts } from './log-facts.ts'
import type { Logger } from './logger.ts'

const levels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof levels)[number]

/** Writes one JSON object a line. `event` is a code of ours (`http.request`), never a sentence with values in it. */
export function jsonLogger(options: {
  readonly level: LogLevel
  readonly clock: Clock
  readonly write: (line: string) => void
}): Logger {
  const lowest = levels.indexOf(options.level)
  const say =
    (level: LogLevel) =>
    (event: string, facts: LogFacts = {}) => {
      if (levels.indexOf(level) < lowest) return
      const error = 'error' in facts ? safeError(facts.error) : {}
      options.write(
        `${JSON.stringify({ at: options.clock.now().toISOString(), level, event, ...safeFacts(facts), ...error })}\n`,
      )
    }
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
}
