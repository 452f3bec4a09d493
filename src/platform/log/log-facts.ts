/** What a log line may hold: codes, ids of our own, counts, durations. Anything else is left out and counted. */
const allowedFacts = new Set([
  'zone',
  'city',
  'cityId',
  'surface',
  'requestId',
  'method',
  'route',
  'status',
  'ms',
  'bytes',
  'count',
  'code',
  'kind',
  'reason',
  'procedure',
  'procedureId',
  'versionHash',
  'envelopeId',
  'eventId',
  'jobId',
  'table',
  'constraint',
  'migration',
  'version',
  'port',
  'address',
  'attempt',
  'attempts',
  'lagMs',
  'size',
  'keyId',
  'signal',
  'pid',
  'state',
  'from',
  'to',
  'capability',
  'task',
  'queue',
  'limit',
  'retryAfter',
])

/** Longer text is prose, and prose may name people. */
const LONGEST_TEXT = 120

/** A larger number under a name nobody allowed may be a telephone number, a day of birth, an individual number. */
const LARGEST_COUNT = 1_000_000

/**
 * Keeps the allowed facts. Numbers, booleans and short plain words pass; anything with characters beyond ASCII, an
 * at-sign or more than eleven digits in a row could be personal and is replaced.
 */
export function safeFacts(facts: Readonly<Record<string, unknown>>): Record<string, string | number | boolean | null> {
  const safe: Record<string, string | number | boolean | null> = {}
  let left = 0
  for (const [name, value] of Object.entries(facts)) {
    if (name === 'error' || value === undefined) continue
    if (!allowedFacts.has(name) && !isCount(value)) left += 1
    else safe[name] = safeValue(value)
  }
  if (left > 0) safe.factsLeftOut = left
  return safe
}

/** Counts and durations tell nothing about a person, whatever they are called. */
function isCount(value: unknown): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && Math.abs(value) < LARGEST_COUNT)
}

function safeValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  if (value instanceof Date) return value.toISOString()
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
