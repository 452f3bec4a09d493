import type { Context } from 'hono'
import type { Day } from '../../../../civic/day.ts'
import { residentFrame, sayFullDay } from '../../../../design/index.ts'
import { page, type WebEnv, wantsJson } from '../../../../platform/http/index.ts'
import type { PublicDataset } from '../catalogue.ts'
import { goneForPrograms } from '../visit.ts'
import { GonePage } from './gone-page.tsx'
import { openDataMessages } from './messages.ts'

/** What stands in the place of a withdrawn dataset, for people and for programs: 410. */
export function gone(c: Context<WebEnv>, dataset: PublicDataset): Response {
  if (wantsJson(c)) return goneForPrograms(c, dataset)
  const locale = c.get('locale')
  const day = dataset.notice?.withdrawnOn
  return page(
    c,
    <GonePage
      frame={residentFrame(c)}
      m={openDataMessages[locale]}
      dataset={dataset}
      day={day === undefined ? '' : sayFullDay(day as Day, locale)}
    />,
    { status: 410 },
  )
}
