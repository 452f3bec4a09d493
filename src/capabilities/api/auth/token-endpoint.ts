import type { Context } from 'hono'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { HttpProblem, readForm, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type ApiClient, isUsable, type Scope, scopes } from '../clients/client.ts'
import { findClient } from '../clients/store.ts'
import { namedInAssertion, readAssertion } from './assertion.ts'
import { takeCall } from './call-limit.ts'
import { isOneOf } from './secrets.ts'
import { sealToken, tokenSeconds } from './token.ts'

export const tokenPath = '/api/v1/oauth/token'
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Tokens are asked for once in ten minutes: more than this from one network, or for one client, is a mistake or a guess. */
const byNetwork = { burst: 60, perMinute: 60 }
const byClient = { burst: 20, perMinute: 20 }

/** An error in the words of RFC 6749, section 5.2. */
class TokenRefusal extends Error {
  constructor(
    readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope',
    readonly status: 400 | 401 | 413 | 415 = 400,
  ) {
    super(error)
  }
}

/** `POST /api/v1/oauth/token`: client credentials (RFC 6749, 4.4) by secret or by signed assertion (RFC 7523). */
export async function tokenEndpoint(c: Context<WebEnv>, services: ZoneServices): Promise<Response> {
  const now = c.get('now')
  const network = c.get('clientNetwork')
  if (network !== undefined) {
    const seconds = await takeCall(services, c.get('city').id, `tokens of a network\0${network}`, byNetwork, now)
    if (seconds > 0) return tooOften(seconds)
  }
  try {
    const form = await readForm(c, { bodyBytes: 16 * 1024, parts: 20 }).catch((error: unknown) => {
      const status = error instanceof HttpProblem && (error.status === 413 || error.status === 415) ? error.status : 400
      throw new TokenRefusal('invalid_request', status)
    })
    if ([...form.fields.values()].some((values) => values.length > 1)) throw new TokenRefusal('invalid_request')
    if (form.text('grant_type') !== 'client_credentials') throw new TokenRefusal('unsupported_grant_type')
    const client = await authenticate(c, services, (name) => form.text(name))
    const seconds = await takeCall(services, c.get('city').id, `tokens of a client\0${client.id}`, byClient, now)
    if (seconds > 0) return tooOften(seconds)
    const granted = grantedScopes(client, form.text('scope'))
    const until = now.getTime() + tokenSeconds * 1000
    const token = sealToken(services.keys, c.get('city').id, { clientId: client.id, scopes: granted, until })
    return answer(
      { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope: granted.join(' ') },
      200,
    )
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error
    const challenge: Record<string, string> =
      error.error === 'invalid_client' ? { 'www-authenticate': 'Basic realm="api"' } : {}
    return answer({ error: error.error }, error.status, challenge)
  }
}

function grantedScopes(client: ApiClient, asked: string): readonly Scope[] {
  const wanted = asked.trim() === '' ? client.scopes : asked.trim().split(/ +/)
  const granted = scopes.filter((each) => wanted.includes(each))
  const known = wanted.every((each) => (client.scopes as readonly string[]).includes(each))
  if (!known || granted.length === 0) throw new TokenRefusal('invalid_scope')
  return granted
}

/** One way at a time; whoever is not known, not usable or not proven gets the same answer. */
async function authenticate(
  c: Context<WebEnv>,
  services: ZoneServices,
  text: (name: string) => string,
): Promise<ApiClient> {
  const refused = new TokenRefusal('invalid_client', 401)
  const basic = readBasic(c.req.header('authorization'))
  const assertion = text('client_assertion')
  if (basic !== undefined && assertion !== '') throw new TokenRefusal('invalid_request')
  const cityId = c.get('city').id
  const now = c.get('now')
  if (basic !== undefined) {
    const client = await findClient(services, cityId, basic.id)
    const known = isOneOf(basic.secret, client?.secrets ?? [], now)
    if (client === undefined || !known || !isUsable(client, now)) throw refused
    return client
  }
  if (text('client_assertion_type') !== assertionType) throw refused
  const named = namedInAssertion(assertion)
  const client = named === undefined ? undefined : await findClient(services, cityId, named)
  if (client === undefined || !isUsable(client, now)) throw refused
  const origin = new URL(c.get('city').origins.portal ?? '').origin
  const read = readAssertion(assertion, client.keys, [`${origin}${tokenPath}`, origin], now)
  if (read === undefined || read.clientId !== client.id) throw refused
  if (!(await countsFirst(services, cityId, `${client.id}\0${read.jti}`, read.expiresAt))) throw refused
  return client
}

/** Whether this assertion has not been used before. */
async function countsFirst(services: ZoneServices, cityId: string, what: string, expiresAt: Date): Promise<boolean> {
  const inserted = await services.db
    .city<InternetDb>(cityId)
    .insertInto('api_assertion')
    .values({ token: services.keys.token(cityId, 'credential', `assertion\0${what}`), expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are joined. */
function readBasic(header: string | undefined): { readonly id: string; readonly secret: string } | undefined {
  const box = /^Basic +([A-Za-z0-9+/=]{4,2000})$/i.exec(header ?? '')?.[1]
  if (box === undefined) return undefined
  const pair = Buffer.from(box, 'base64').toString('utf8')
  const at = pair.indexOf(':')
  if (at < 0) return undefined
  try {
    const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))
    return { id: decode(pair.slice(0, at)), secret: decode(pair.slice(at + 1)) }
  } catch {
    return undefined
  }
}

function tooOften(seconds: number): Response {
  return answer({ error: 'invalid_request', error_description: 'too many requests' }, 429, {
    'retry-after': String(seconds),
  })
}

function answer(body: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache', ...headers },
  })
}
