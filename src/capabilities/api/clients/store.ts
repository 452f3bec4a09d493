import { type Kysely, sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { apiClient } from '../../exchange/index.ts'
import type { ApiClient } from './client.ts'

const context = (id: string): string => `api_client:${id}`

/** The client of this id, whether it counts or not. In a transaction: by its own connection. */
export async function findClient(
  services: Pick<ZoneServices, 'db' | 'keys'>,
  cityId: string,
  id: string,
  db: Kysely<InternetDb> = services.db.city<InternetDb>(cityId),
): Promise<ApiClient | undefined> {
  const row = await db.selectFrom('api_client').select('box').where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  return JSON.parse(services.keys.decrypt(cityId, 'credential', row.box, context(id)).toString('utf8')) as ApiClient
}

/** Takes in what the office says of clients; an older word never replaces a newer one. */
export function receiveClients(services: ZoneServices): void {
  services.relay.on('api-client', async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const { kind: _kind, ...client } = apiClient.parse(payload)
    await putClient(services, trx, header.cityId, client)
  })
}

export async function putClient(
  services: Pick<ZoneServices, 'keys' | 'clock'>,
  trx: Transaction<InternetDb>,
  cityId: string,
  client: ApiClient,
): Promise<void> {
  const box = services.keys.encrypt(cityId, 'credential', Buffer.from(JSON.stringify(client)), context(client.id))
  const received_at = services.clock.now()
  await trx
    .insertInto('api_client')
    .values({ id: client.id, version: client.version, box, received_at })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ version: client.version, box, received_at })
        .where(sql<boolean>`api_client.version < excluded.version`),
    )
    .execute()
}
