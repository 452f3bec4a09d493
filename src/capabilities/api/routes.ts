import type { Hono } from 'hono'
import type { WebEnv } from '../../platform/http/index.ts'
import { tokenEndpoint, tokenPath } from './auth/token-endpoint.ts'
import { originOf } from './catalogue/procedures.ts'
import { scopes } from './clients/client.ts'
import { sendJson } from './http/conditional.ts'
import { publicReading } from './http/cors.ts'
import { answered, mountNothing, mountOperations } from './http/mount.ts'
import type { Api } from './http/operation.ts'
import { ApiProblem, sendProblem } from './http/problem.ts'
import { operations } from './operations.ts'

/** `/api/v1` on the portal's surface: the token endpoint, its metadata (RFC 8414), the operations. */
export function apiRoutes(app: Hono<WebEnv>, api: Api): void {
  app.get('/.well-known/oauth-authorization-server', publicReading, (c) => {
    const origin = originOf(c.get('city'))
    return sendJson(
      c,
      {
        issuer: origin,
        token_endpoint: `${origin}${tokenPath}`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        scopes_supported: scopes,
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256', 'RS256'],
        service_documentation: `${origin}/api`,
      },
      { keep: 'public' },
    )
  })
  app.post(tokenPath, (c) => answered(c, api, () => tokenEndpoint(c, api.services)))
  app.all(tokenPath, (c) => sendProblem(c, new ApiProblem('method-not-allowed', {}, { allow: 'POST' })))
  mountOperations(app, api, operations)
  mountNothing(app)
}
