import type { Hono } from 'hono'
import { notFound, type WebEnv } from '../../platform/http/index.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { catalogueOf } from '../procedures/index.ts'
import { serveForm } from './serve-form.ts'

/** The forms that residents print, beside the page of their procedure. */
export function residentPaperRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  const catalogue = catalogueOf(services)
  app.get('/procedures/:procedure/paper/:file', async (c) => {
    const wanted = c.req.param('procedure')
    const procedure = (await catalogue.current(c.get('city').id)).find(({ definition }) => definition.id === wanted)
    if (procedure === undefined) throw notFound()
    return serveForm(c, services.typesetter, procedure, c.req.param('file'))
  })
}
