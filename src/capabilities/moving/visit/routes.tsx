import type { Hono } from 'hono'
import { residentFrame } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { bookRoutes } from './book-routes.tsx'
import { bookedRoutes } from './booked-routes.tsx'
import { findDraft } from './draft.ts'
import { formRoutes } from './form-routes.tsx'
import { visitMessages } from './messages.ts'
import { LandingPage } from './views/landing-page.tsx'
import type { Visits } from './visits.ts'

/** The resident's pages, in the order in which a person meets them. */
export function visitRoutes(app: Hono<WebEnv>, visits: Visits): void {
  app.get('/moving', async (c) => {
    const draft = await findDraft(c, visits)
    const started = draft !== undefined && draft.body.done === undefined
    return page(c, <LandingPage frame={residentFrame(c)} m={visitMessages[c.get('locale')]} started={started} />)
  })
  formRoutes(app, visits)
  bookRoutes(app, visits)
  bookedRoutes(app, visits)
}
