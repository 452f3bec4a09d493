import type { LogFacts } from './log-facts.ts'

/** Structured log lines without personal data: codes, ids of our own, durations. */
export interface Logger {
  debug(event: string, facts?: LogFacts): void
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}
