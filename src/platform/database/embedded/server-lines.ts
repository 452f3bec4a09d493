import type { Logger } from '../../log/logger.ts'

/** With this prefix and terse lines PostgreSQL writes `XX001 ERROR:  invalid page in block …`. */
export const serverLogSettings = [
  'log_line_prefix=%e ',
  'log_error_verbosity=terse',
  'log_min_messages=warning',
] as const

/** Classes that somebody should know of: resources, intervention, system errors, corruption. The rest are our own refusals. */
const worthTelling = /^(?:53|57P0[^1]|58|XX)/

/** Passes on what the server complains about, as its code: a message may quote what a person typed. */
export function tellServerLine(line: string, log: Logger): void {
  const [, code = '', severity = ''] = /^(\w{5}) (WARNING|ERROR|FATAL|PANIC):/.exec(line) ?? []
  if (worthTelling.test(code)) log.error('database.says', { code, state: severity })
}
