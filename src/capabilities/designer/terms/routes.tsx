import type { Context, Hono } from 'hono'
import { page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { floorOf } from '../check-copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { type OutlineData, outlineOf } from '../outline/shape.ts'
import { deadlineIsFixed, seasonIsFixed } from '../rules/fixed-by-law.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { messages } from './messages.ja.ts'
import { readTerms, type TermsData } from './read-terms.ts'
import { TermsPage } from './terms-page.tsx'

type Data = OutlineData & TermsData

/** Periods, and when filings are taken. */
export function termRoutes(app: Hono<WebEnv>, designer: Designer): void {
  app.get('/designer/copies/:copy/terms', (c) => showTerms(c, {}))
  app.post('/designer/copies/:copy/terms', async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readTerms(form, (outlineOf(copy.source) ?? {}) as Data)
    if (!reading.ok) return showTerms(c, { form, problems: reading.problems })
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note: messages.terms.note })
    if (!outcome.ok) return showTerms(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/terms?done=saved`)
  })

  async function showTerms(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const data = outlineOf(copy.source) as Data | undefined
    const floor = floorOf((await checkedOf(designer, c, copy)).around.published)?.definition
    return page(
      c,
      <TermsPage
        screen={screenOf(c, readable(shown, data), common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        data={data ?? {}}
        deadlineFixed={floor && deadlineIsFixed(floor) ? floor.filingDeadline?.article : undefined}
        seasonFixed={floor && seasonIsFixed(floor) ? floor.acceptance?.article : undefined}
      />,
      statusOf(shown),
    )
  }
}

function readable(shown: Shown, data: unknown): Shown {
  return data === undefined ? { ...shown, problem: common.problems.unreadable } : shown
}
