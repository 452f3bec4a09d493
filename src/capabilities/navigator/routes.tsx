import type { Hono } from 'hono'
import { residentFrame } from '../../design/index.ts'
import { page, type WebEnv } from '../../platform/http/index.ts'
import { keptMinutes } from './kept/answers-cookie.ts'
import { listRoutes } from './list-routes.tsx'
import { navigatorMessages } from './messages.ts'
import { type Navigator, visitGuide } from './navigator.ts'
import { questionRoutes } from './question-routes.tsx'
import { GuidePage, GuidesPage } from './views/guide-page.tsx'

/** Every page of the navigator, in the order in which a person meets them. */
export function navigatorRoutes(app: Hono<WebEnv>, navigator: Navigator): void {
  app.get('/guides', async (c) => {
    const guides = navigator.folder.guides.map(({ guide }) => ({
      href: `/guides/${guide.id}`,
      title: guide.title,
      summary: guide.summary,
    }))
    return page(c, <GuidesPage frame={residentFrame(c)} m={navigatorMessages[c.get('locale')]} guides={guides} />)
  })

  app.get('/guides/:guide', async (c) => {
    const { compiled, base, kept, open } = await visitGuide(c, navigator)
    const { guide } = compiled
    const first = guide.pages[0]?.id ?? ''
    return page(
      c,
      <GuidePage
        frame={residentFrame(c)}
        m={navigatorMessages[c.get('locale')]}
        title={guide.title}
        summary={guide.summary}
        pages={guide.pages.length}
        minutes={guide.minutes}
        hoursKept={keptMinutes / 60}
        beginHref={`${base}/questions/${first}`}
        {...(kept !== undefined && open === undefined ? { listHref: `${base}/list` } : {})}
        forgotten={c.req.query('answers') === 'forgotten'}
      />,
    )
  })

  questionRoutes(app, navigator)
  listRoutes(app, navigator)
}
