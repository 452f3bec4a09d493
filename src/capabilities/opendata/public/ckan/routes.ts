import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { compressText, type WebEnv } from '../../../../platform/http/index.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { actions, refuseWriting } from './actions/index.ts'
import { dumpOf } from './datastore/dump.ts'
import { storedResource } from './datastore/stored.ts'
import { flagOf, readParameters } from './parameters.ts'
import { BadRequest, CkanProblem } from './problems.ts'
import { shelvesOf } from './shelf.ts'

const methods = ['GET', 'POST']
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Content-Type, Authorization, X-CKAN-API-Key',
  'cross-origin-resource-policy': 'cross-origin',
}

/** CKAN's Action API, version 3, and the dump of rows; read only, for everybody and from every site. */
export function ckanRoutes(app: Hono<WebEnv>, services: Pick<ZoneServices, 'db' | 'config' | 'log'>): void {
  const shelfOf = shelvesOf(services)

  const act = async (c: Context<WebEnv>): Promise<Response> => {
    const city = c.get('city')
    const name = c.req.param('action') ?? ''
    const help = `${city.origins.portal ?? ''}/api/3/action/help_show?name=${encodeURIComponent(name)}`
    return answering(c, services, help, async () => {
      const given = await readParameters(c)
      refuseWriting(name)
      const action = actions.get(name)
      if (action === undefined) throw new BadRequest(`Action name not known: ${name}`)
      const result = await action.run(given, await shelfOf(city))
      return json(c, { help, success: true, result }, 200)
    })
  }
  // With and without the version, with and without a slash at the end: clients do all four, and none may be redirected.
  for (const path of ['/api/3/action/:action', '/api/action/:action'])
    for (const each of [path, `${path}/`]) {
      app.on(methods, each, act)
      app.options(each, (c) => c.body(null, 204, { ...cors, 'access-control-max-age': '86400' }))
    }

  app.get('/datastore/dump/:resource', (c) => {
    const help = `${c.get('city').origins.portal ?? ''}/api/3/action/help_show?name=datastore_search`
    return answering(c, services, help, async () => {
      const given = await readParameters(c)
      const shelf = await shelfOf(c.get('city'))
      const { dataset, resource } = storedResource(shelf, c.req.param('resource'))
      const { type, ending, body } = dumpOf(shelf.db, dataset, given, flagOf(given, 'bom', false))
      return c.body(body, 200, {
        ...cors,
        'content-type': type,
        'content-disposition': `attachment; filename="${resource.uuid}.${ending}"`,
      })
    })
  })
}

async function answering(
  c: Context<WebEnv>,
  { log }: Pick<ZoneServices, 'log'>,
  help: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof BadRequest) return json(c, `Bad request - ${error.message}`, error.status)
    if (error instanceof CkanProblem)
      return json(c, { help, success: false, error: { __type: error.type, ...error.details } }, error.status)
    // Clients read JSON whatever the status: an error page would be one more error for them.
    log.error('request-failed', {
      surface: 'portal',
      city: c.get('city').id,
      requestId: c.get('requestId'),
      status: 500,
      error,
    })
    return json(
      c,
      { help, success: false, error: { __type: 'Internal Server Error', message: 'Internal Server Error' } },
      500,
    )
  }
}

function json(c: Context, content: unknown, status: ContentfulStatusCode): Response {
  for (const [name, value] of Object.entries(cors)) c.header(name, value)
  c.header('content-type', 'application/json; charset=utf-8')
  c.header('cache-control', status === 200 ? 'public, max-age=30' : 'no-store')
  return compressText(c, JSON.stringify(content), status)
}
