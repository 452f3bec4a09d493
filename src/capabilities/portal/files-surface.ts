import type { Hono } from 'hono'
import { notFound, type WebEnv } from '../../platform/http/index.ts'
import { findFile } from './drafts/file-store.ts'
import { readFileTicket } from './shared/file-ticket.ts'
import { cityDb, type Portal } from './shared/portal.ts'

/** A person's own files on the users' files origin: pictures re-encoded, documents as they are, all in the sandbox. */
export function ownFileRoutes(app: Hono<WebEnv>, portal: Pick<Portal, 'services'>): void {
  const { services } = portal
  app.get('/own/:ticket', async (c) => {
    const cityId = c.get('city').id
    const ticket = readFileTicket(c, services, c.req.param('ticket'))
    if (ticket === undefined) throw notFound()
    const file = await findFile(cityDb(portal, cityId), services.keys, cityId, ticket.applicationId, ticket.fileId)
    if (file === undefined) throw notFound()
    const shown = file.view ?? { address: file.address, key: file.key }
    const bytes = await services.files.get(cityId, shown.address, Buffer.from(shown.key, 'base64'))
    c.header('content-type', file.view ? 'image/jpeg' : file.mediaType)
    c.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    c.header('cache-control', 'no-store')
    return c.body(new Uint8Array(bytes))
  })
}
