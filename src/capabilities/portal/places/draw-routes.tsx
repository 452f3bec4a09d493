import type { Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import { currentResident } from '../../identity/index.ts'
import { sayFullDay, sayMoment } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { checkDraw } from './draw-check.ts'
import { findDraw } from './draw-store.ts'
import { drawMessages } from './messages.ts'
import { DrawPage } from './views/draw.tsx'

/** The public record of a draw: what was promised, who took part under which number, what came out, how to check it. */
export function drawRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/draws/:draw', async (c) => {
    const city = c.get('city')
    const draw = await findDraw(cityDb(portal, city.id), c.req.param('draw'))
    if (draw === undefined) throw notFound()
    const locale = c.get('locale')
    const facts = await portal.catalogue.facts(city.id, dayOf(c.get('now')))
    const entries = facts.everyEntry?.(draw.register) ?? facts.register(draw.register)
    const moment = (iso: string) => sayMoment(new Date(iso), locale)
    const tree = (
      <DrawPage
        frame={frameOf(c, await currentResident(c, portal.services))}
        m={drawMessages[locale]}
        draw={draw}
        check={checkDraw(draw)}
        session={entries.find(({ id }) => id === draw.entry)?.label ?? draw.entry}
        closes={sayFullDay(draw.closesOn, locale)}
        moment={moment}
      />
    )
    return page(c, tree)
  })
}
