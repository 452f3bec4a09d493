import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { connectAsOwner } from '../../src/platform/database/prepare.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** A city hall after its first start: a database to copy and its data folder. */
export interface Begun {
  readonly template: string
  readonly folder: string
}

/** Made by the first test that needs it, for all workers of the run; the others wait. `start` starts it on a database and a folder. */
export async function begunCityHall(
  start: (db: TestDatabase, folder: string) => Promise<{ close(): Promise<void> }>,
): Promise<Begun> {
  const server = inject('testServer')
  if ('problem' in server) throw new Error(`The test database could not be made: ${server.problem}`)
  const begun = { template: `${server.template}_begun`, folder: path.join(server.folder, 'begun') }
  const done = `${begun.folder}.done`
  const admin = await connectAsOwner(server.address)
  try {
    await admin.query(`select pg_advisory_lock(hashtext($1))`, [begun.template])
    if (existsSync(done)) return begun
    const db = await testDatabase()
    const hall = await start({ ...db, close: async () => {} }, begun.folder)
    await hall.close()
    await db.keepAs(begun.template)
    writeFileSync(done, '')
    return begun
  } finally {
    await admin.end()
  }
}
