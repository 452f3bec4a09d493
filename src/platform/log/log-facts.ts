/**
 * What a log line may hold: codes, ids of our own, counts, durations. The type of the facts is made of this list, so a
 * name that is not here does not compile; what comes around the compiler is left out and counted.
 */
const factNames = [
  // where
  'zone',
  'city',
  'surface',
  'route',
  'method',
  'address',
  'port',
  'queue',
  // which one
  'requestId',
  'envelopeId',
  'eventId',
  'mailId',
  'letterId',
  'jobId',
  'keyId',
  'procedure',
  'versionHash',
  'register',
  'dataset',
  'entry',
  'table',
  'constraint',
  'migration',
  'version',
  'task',
  'capability',
  'pid',
  // what happened
  'status',
  'code',
  'kind',
  'reason',
  'state',
  'signal',
  // how much
  'ms',
  'lagMs',
  'bytes',
  'size',
  'count',
  'attempt',
  'limit',
  'sections',
  'staff',
  'procedures',
  'registers',
  'drafts',
  'applications',
] as const

type FactName = (typeof factNames)[number]

/** The facts of one log line. Values are looked at again when the line is written (`safeFacts`). */
export type LogFacts = { readonly [Name in FactName]?: string | number | boolean | null | undefined } & {
  /** Only its kind, code and place are written, never its message. */
  readonly error?: unknown
}

const allowedFacts: ReadonlySet<string> = new Set(factNames)

/** Longer text is prose, and prose may name people. */
const LONGEST_TEXT = 120

/**
 * Keeps the allowed facts. Numbers, booleans and short plain words pass; anything with characters beyond ASCII, an
 * at-sign or more than eleven digits in a row could be personal and is replaced.
 */
export function safeFacts(facts: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | null> {
  const safe: Record<string, string | number | boolean | null> = {}
  let left = 0
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'error' || value === undefined) continue
    if (!allowedFacts.has(name)) left += 1
    else safe[name] = safeValue(value)
  }
  if (left > 0) safe.factsLeftOut = left
  return safe
}

function safeValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'string') return '[not a plain value]'
  if (value.length > LONGEST_TEXT) return `[text of ${value.length} characters]`
  return /^[\x20-\x7e]*$/.test(value) && !value.includes('@') && !/\d{12,}/.test(value) ? value : '[text withheld]'
}

/**
 * What is said of an error: its kind, code and where it arose. The message of an error may quote what a person typed
 * (PostgreSQL quotes the row), so it is not said; table and constraint are.
 */
export function safeError(error: unknown): Record<string, string | number | boolean | null> {
  if (!(error instanceof Error)) return { error: typeof error }
  const details = error as Error & { code?: unknown; table?: unknown; constraint?: unknown; cause?: unknown }
  return {
    error: error.name,
    ...safeFacts({ code: details.code, table: details.table, constraint: details.constraint }),
    where: places(error),
    ...(details.cause instanceof Error ? { cause: details.cause.name, causeWhere: places(details.cause) } : {}),
  }
}

/** The frames of the stack that are ours, without folders of the machine. */
function places(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node:'))
  return frames
    .slice(0, 6)
    .map((line) =>
      line.replace(/^\s+at /, '').replace(/\(?(?:file:\/\/)?\/\S*\/((?:src|dist|node_modules|test)\/)/, '($1'),
    )
    .join(' < ')
    .slice(0, 600)
}
