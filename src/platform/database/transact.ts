import type { Kysely, Transaction } from 'kysely'

/** PostgreSQL gave up one of two transactions that waited for each other, or could not be put in an order. Nothing of it was done. */
const again = new Set(['40P01', '40001'])
const tries = 4

/** Runs a transaction, and runs it again when PostgreSQL chose it to give way. `work` must not act outside the database. */
export async function transact<DB, T>(db: Kysely<DB>, work: (trx: Transaction<DB>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      const code = (error as { readonly code?: unknown } | null)?.code
      if (attempt >= tries || typeof code !== 'string' || !again.has(code)) throw error
      await new Promise((resolve) => setTimeout(resolve, 10 * attempt * Math.random()))
    }
  }
}
