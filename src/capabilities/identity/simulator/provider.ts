import { randomBytes, webcrypto } from 'node:crypto'
import type { Provider, ProviderContext } from 'oidc-provider'
import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { demoClientId, demoClientSecret, demoIssuer, redirectUri } from '../resident/openid.ts'
import type { ResidentSeed } from '../seeds/city-people.ts'
import { cardCookies } from './cookies.ts'
import { loadProvider } from './load-provider.ts'
import { createMemoryAdapter } from './memory-adapter.ts'
import { personClaims } from './people.ts'

const scopes = 'openid name address birthdate gender'

/**
 * An OpenID provider for the fictional people of one city. It keeps everything in memory: what it knows is worth
 * nothing after a restart, and the portal does not depend on it between sign-ins.
 */
export async function createProvider(
  services: ZoneServices,
  city: City,
  people: readonly ResidentSeed[],
): Promise<Provider> {
  const issuer = demoIssuer(city)
  if (issuer === null) throw new Error(`${city.id} is not a demonstration city: it can't have a card simulator.`)
  const bySubject = new Map(people.map((person) => [`demo-${person.id}`, person]))
  const openid = await loadProvider()
  const provider = new openid.Provider(issuer, {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: demoClientId,
        client_secret: demoClientSecret(services, city.id),
        redirect_uris: [redirectUri(city)],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        id_token_signed_response_alg: 'ES256',
        scope: scopes,
      },
    ],
    jwks: { keys: [await signingKey()] },
    cookies: {
      names: cardCookies(city),
      keys: [randomBytes(32).toString('hex')],
      short: { signed: true, path: '/', sameSite: 'lax', httpOnly: true },
      long: { signed: true, path: '/', sameSite: 'lax', httpOnly: true },
    },
    acrValues: ['jpki-auth', 'jpki-sign'],
    scopes: scopes.split(' '),
    claims: {
      acr: null,
      openid: ['sub'],
      name: ['name', 'family_name', 'given_name', 'family_name#ja-Kana-JP', 'given_name#ja-Kana-JP'],
      address: ['address'],
      birthdate: ['birthdate'],
      gender: ['gender'],
    },
    subjectTypes: ['public'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
    },
    routes: { authorization: '/oidc/authorize', token: '/oidc/token', jwks: '/oidc/jwks', userinfo: '/oidc/userinfo' },
    interactions: {
      url: (_ctx: ProviderContext, interaction: { uid: string }) => `/cards/${interaction.uid}`,
    },
    loadExistingGrant,
    clientBasedCORS: () => false,
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 900, Session: 900, Grant: 900 },
    findAccount: (_ctx: ProviderContext, subject: string) => {
      const person = bySubject.get(subject)
      return person === undefined ? undefined : { accountId: subject, claims: () => personClaims(person) }
    },
    renderError: (ctx: ProviderContext, out: { error: string }) => {
      // Seen only when a link was tampered with; the code is one of OAuth's own words.
      ctx.type = 'text/plain; charset=utf-8'
      ctx.body = `見本のサインインを続けられません（${out.error}）。市のページへもどって、はじめからやり直してください。\n`
    },
  })
  provider.on('server_error', (_ctx: unknown, error: unknown) =>
    services.log.error('identity.simulator-broken', { city: city.id, error }),
  )
  return provider
}

/** The person consents by entering the PIN; the city's portal is the only client. */
async function loadExistingGrant(ctx: ProviderContext): Promise<unknown> {
  const { client, session, provider } = ctx.oidc
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope(scopes)
  await grant.save()
  return grant
}

async function signingKey(): Promise<webcrypto.JsonWebKey> {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const jwk = await webcrypto.subtle.exportKey('jwk', pair.privateKey)
  return {
    kty: 'EC',
    crv: 'P-256',
    x: jwk.x,
    y: jwk.y,
    d: jwk.d,
    use: 'sig',
    alg: 'ES256',
    kid: randomBytes(8).toString('hex'),
  } as webcrypto.JsonWebKey
}
