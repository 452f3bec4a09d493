import { type Kysely, sql } from 'kysely'
import type { EnvelopeHeader } from './relay.ts'

/** Addresses of files that envelopes still on their way name, in either direction. */
export async function* relayFilesInUse<DB>(db: Kysely<DB>): AsyncGenerator<string> {
  const sent = await sql<{ files: string[] }>`select files from relay_outbox
    where tenant_id = current_tenant() and sealed is not null and cardinality(files) > 0`.execute(db)
  for (const { files } of sent.rows) yield* files
  const arrived = await sql<{ header: string }>`select header from relay_inbox
    where tenant_id = current_tenant() and handled_at is null`.execute(db)
  for (const { header } of arrived.rows) yield* (JSON.parse(header) as EnvelopeHeader).files
}
