import type { Context } from 'hono'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type ApiClient, isUsable, type Scope } from '../clients/client.ts'
import { findClient } from '../clients/store.ts'
import { ApiProblem } from '../http/problem.ts'
import { takeCall } from './call-limit.ts'
import { openToken } from './token.ts'

/**
 * The client of this request's bearer token (RFC 6750), when it has the scope. A client that was revoked is refused at once,
 * whatever time its token has left. Throws `ApiProblem` 401, 403 or 429.
 */
export async function authorise(c: Context<WebEnv>, services: ZoneServices, scope: Scope): Promise<ApiClient> {
  const now = c.get('now')
  const cityId = c.get('city').id
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const token = given === undefined ? undefined : openToken(services.keys, cityId, given, now)
  if (token === undefined) {
    const error = given === undefined ? '' : ', error="invalid_token"'
    throw new ApiProblem('invalid-token', {}, { 'www-authenticate': `Bearer realm="${cityId}"${error}` })
  }
  const client = await findClient(services, cityId, token.clientId)
  if (client === undefined || !isUsable(client, now))
    throw new ApiProblem(
      'client-not-usable',
      {},
      { 'www-authenticate': `Bearer realm="${cityId}", error="invalid_token"` },
    )
  if (!token.scopes.includes(scope) || !client.scopes.includes(scope)) {
    const header = `Bearer realm="${cityId}", error="insufficient_scope", scope="${scope}"`
    throw new ApiProblem('insufficient-scope', { scope }, { 'www-authenticate': header })
  }
  await countCall(services, client, cityId, now)
  return client
}

/** A bucket for each client: half a minute's calls at once, then as many a minute as the office gave it. */
async function countCall(services: ZoneServices, client: ApiClient, cityId: string, now: Date): Promise<void> {
  const { perMinute } = client
  const limit = { burst: Math.max(5, Math.ceil(perMinute / 2)), perMinute }
  const seconds = await takeCall(services, cityId, `client\0${client.id}`, limit, now)
  if (seconds > 0) throw new ApiProblem('too-many', {}, { 'retry-after': String(seconds) })
}
