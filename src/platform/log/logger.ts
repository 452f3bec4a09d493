/** Structured log lines without personal data: codes, ids of our own, durations. */
export interface Logger {
  debug(event: string, facts?: LogFacts): void
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts & { readonly error?: unknown }): void
}
export type LogFacts = Readonly<Record<string, unknown>>
