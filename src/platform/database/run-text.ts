import { CompiledQuery, type Kysely } from 'kysely'

/**
 * Runs a statement that is written out, with `$1` …: for the few that are asked thousands of times, because putting a
 * statement together costs as much as a look-up. Returns its rows.
 */
export async function runText<Row>(
  db: Pick<Kysely<unknown>, 'executeQuery'>,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  return (await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}

/**
 * A list as PostgreSQL reads it, of values that need no quotation marks: ids, numbers, moments, true and false. Throws for
 * anything else.
 */
export function plainList(values: readonly (string | number | null)[]): string {
  for (const value of values) {
    if (typeof value === 'string' && (!/^[0-9A-Za-z:.+-]+$/.test(value) || /^null$/i.test(value)))
      throw new Error('A plain list holds values without quotation marks only.')
  }
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** Bytes of many in one piece, because a list of bytes travels as text; `piece_of` takes them apart by the cuts. */
export function inOnePiece(pieces: readonly (Uint8Array | null)[]): { readonly bytes: Buffer; readonly cuts: string } {
  const cuts = [0]
  let end = 0
  for (const piece of pieces) {
    end += piece?.byteLength ?? 0
    cuts.push(end)
  }
  return { bytes: Buffer.concat(pieces.filter((piece) => piece !== null)), cuts: plainList(cuts) }
}
