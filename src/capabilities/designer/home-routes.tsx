import type { Context, Hono } from 'hono'
import { dayOf } from '../../civic/day.ts'
import { formatEra } from '../../civic/era.ts'
import { page, type Shown, seeOther, statusOf, type WebEnv } from '../../platform/http/index.ts'
import { approvals } from '../approvals/index.ts'
import { currentStaff, listSections, mayDo } from '../identity/index.ts'
import { catalogueOf, listVersions } from '../procedures/index.ts'
import { beginNew } from './begin-new.ts'
import { messages } from './messages.ja.ts'
import { momentText } from './moment.ts'
import { listCopies } from './store/copies.ts'
import { HomePage } from './views/home-page.tsx'
import { NewPage } from './views/new-page.tsx'
import { actOf, type Designer, dbOf, designerForm, screenOf } from './web.ts'

/** The list of working copies, and how a new procedure begins. */
export function homeRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const { services } = designer

  app.get('/designer', async (c) => {
    const current = await catalogueOf(services).current(c.get('city').id)
    const versions = await listVersions(dbOf(designer, c))
    const nameOf = (id: string): string =>
      current.find(({ definition }) => definition.id === id)?.definition.name.ja ?? id
    return page(
      c,
      <HomePage
        screen={screenOf(c, {}, messages.copy.done)}
        copies={(await listCopies(dbOf(designer, c))).map((copy) => ({
          id: copy.id,
          name: copy.name ?? nameOf(copy.procedureId),
          waiting: copy.state === 'proposed' && mayDo(currentStaff(c), 'procedures.publish'),
          state: messages.states[copy.state],
          version: copy.version,
          saved: momentText(copy.savedAt),
          by: copy.savedName,
        }))}
        published={current.flatMap(({ definition, hash }) => {
          const version = versions.find((each) => each.procedureId === definition.id && each.hash === hash)
          if (!version) return []
          const { number, effectiveFrom } = version
          return [{ id: definition.id, name: definition.name.ja, number, from: formatEra(effectiveFrom) }]
        })}
      />,
    )
  })

  app.get('/designer/new', (c) => showNew(c, {}))
  app.post('/designer/new', async (c) => {
    const form = await designerForm(c)
    const outcome = await beginNew(designer, actOf(designer, c, form), form)
    if (!outcome.ok) return showNew(c, { form, problems: outcome.problems })
    return seeOther(c, `/designer/copies/${outcome.copyId}?done=begun`)
  })

  async function showNew(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const cityId = c.get('city').id
    const today = dayOf(c.get('now'))
    return page(
      c,
      <NewPage
        screen={screenOf(c, shown)}
        procedures={(await catalogueOf(services).current(cityId)).map(({ definition }) => ({
          value: definition.id,
          label: definition.name.ja,
        }))}
        sections={(await listSections(dbOf(designer, c), today)).map(({ code, name }) => ({
          value: code,
          label: name,
        }))}
        matters={(await approvals.matters(dbOf(designer, c), c.get('now'))).map(({ matter, label }) => ({
          value: matter,
          label,
        }))}
      />,
      statusOf(shown),
    )
  }
}
