import pg from 'pg'
import { asksToCopy, copiedBytes } from './copied-bytes.ts'

/** A text is prepared when it has come this often: what runs once is not worth a place on the server. */
const worthPreparing = 3
/** Long texts are inserts of many rows, whose length changes from call to call. */
const longestText = 8000
const mostStatements = 300
/** What the server says when a migration changed a table under a prepared statement. */
const staleStatement = '0A000'

interface Known {
  seen: number
  name: string | undefined
}

const texts = new Map<string, Known>()
let made = 0

/**
 * A connection that prepares the statements that come again and again, so that the server parses and plans them once: on
 * our tables, with row level security, planning takes longer than most queries. Statements are named by their text, for
 * the whole process; a text that fails as stale is sent unprepared from then on. A `copy (…) to stdout` is answered with its bytes.
 */
export class PreparingClient extends pg.Client {
  // The overloads of `query` can't be written again: what is not a text with values goes on untouched.
  override query = ((...given: unknown[]): unknown => {
    const [text, values] = given
    if (asksToCopy(text)) return copiedBytes(this, text)
    const name = given.length === 2 && typeof text === 'string' && isFilled(values) ? nameOf(text) : undefined
    if (name === undefined) return this.unprepared(...given)
    const answer = this.unprepared({ name, text, values }) as Promise<unknown>
    return answer.catch((error: unknown) => {
      if ((error as { code?: unknown } | null)?.code === staleStatement)
        texts.set(String(text), { seen: Number.NaN, name: undefined })
      throw error
    })
  }) as pg.Client['query']

  private readonly unprepared = (...given: unknown[]): unknown =>
    (pg.Client.prototype.query as (...all: unknown[]) => unknown).apply(this, given)
}

function isFilled(values: unknown): boolean {
  return Array.isArray(values) && values.length > 0
}

function nameOf(text: string): string | undefined {
  const known = texts.get(text)
  if (known === undefined) {
    if (text.length <= longestText && texts.size < mostStatements * 10) texts.set(text, { seen: 1, name: undefined })
    return undefined
  }
  if (known.name !== undefined) return known.name
  known.seen += 1
  if (!(known.seen >= worthPreparing) || made >= mostStatements) return undefined
  made += 1
  known.name = `yanagi_${made}`
  return known.name
}
