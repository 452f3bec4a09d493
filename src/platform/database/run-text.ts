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
  const text = values.map((value) => value ?? 'NULL').join(',')
  if (!/^[0-9A-Za-z:.,+-]*$/.test(text)) throw new Error('A plain list holds values without quotation marks only.')
  return `{${text}}`
}
