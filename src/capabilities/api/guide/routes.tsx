import type { Hono } from 'hono'
import { residentFrame } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { viewCatalogue } from '../../portal/index.ts'
import { originOf } from '../catalogue/procedures.ts'
import type { Api } from '../http/operation.ts'
import { guideMessages } from './messages.ts'
import { GuidePage } from './page.tsx'

/** `/api`: the page for people about what programs find below `/api/v1`. */
export function guideRoutes(app: Hono<WebEnv>, { portal }: Api): void {
  app.get('/api', async (c) => {
    const city = c.get('city')
    const { procedures } = await viewCatalogue(portal, city, c.get('now'))
    const here = procedures.filter(({ definition }) => definition.carriedBy === undefined)
    const frame = residentFrame(c)
    return page(
      c,
      <GuidePage
        frame={frame}
        m={guideMessages[frame.locale]}
        origin={originOf(city)}
        procedures={here.map(({ definition }) => ({ id: definition.id, name: definition.name }))}
      />,
    )
  })
}
