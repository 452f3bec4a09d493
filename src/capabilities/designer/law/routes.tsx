import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import { fixedKeysOf, floorOf } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { deadlineIsFixed } from '../rules/fixed-by-law.ts'
import { actOf, checkedOf, copyOf, type Designer, dbOf, designerForm, screenOf } from '../web.ts'
import { LawPage, LawPartPage } from './law-pages.tsx'
import { type LawPart, lawPartsOf } from './law-parts.ts'
import { messages } from './messages.ja.ts'
import { readLaw } from './read-law.ts'
import { sharedTablesOf, spreadEdition } from './shared-tables.ts'

/** A change of law without YAML: the numbers that a law has set in expressions, changed by citing the act that changes them. */
export function lawRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/law'

  app.get(path, (c) => showLaw(c, {}))
  app.post(`${path}/tables`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const tables = await sharedTablesOf(dbOf(designer, c), copy)
    const table = tables.find(({ id }) => id === form.text('table'))
    if (table === undefined) throw notFound()
    // What is copied to others is what was looked at.
    const overtaken = Number(form.text('seen')) !== copy.version || copy.state !== 'open'
    if (overtaken) return showLaw(c, { form, problem: messages.shared.problems.unchanged })
    await spreadEdition(actOf(designer, c, form), table)
    return seeOther(c, `/designer/copies/${copy.id}/law?done=spread`)
  })

  app.get(`${path}/part`, (c) => showPart(c, {}))
  app.post(`${path}/part`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const part = await partOf(c, copy)
    const reading = readLaw(form, part)
    if (!reading.ok) return showPart(c, { form, problems: reading.problems })
    const { edits } = reading
    const outcome = await applyEdits(designer, c, { form, copy, edits, note: messages.note(part.name) })
    if (!outcome.ok) return showPart(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/law?done=saved`)
  })

  async function showLaw(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    return page(
      c,
      <LawPage
        screen={screenOf(c, shown, { ...common.copy.done, ...messages.done })}
        copy={copy}
        name={copyName(copy)}
        parts={await partsOf(c, copy)}
        tables={await sharedTablesOf(dbOf(designer, c), copy)}
      />,
      statusOf(shown),
    )
  }

  async function showPart(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const part = await partOf(c, copy)
    const screen = screenOf(c, shown)
    return page(c, <LawPartPage screen={screen} copy={copy} name={copyName(copy)} part={part} />, statusOf(shown))
  }

  async function partOf(c: Context<WebEnv>, copy: WorkingCopy): Promise<LawPart> {
    const key = c.req.query('key')
    const part = (await partsOf(c, copy))?.find((each) => each.key === key)
    if (part === undefined) throw notFound()
    return part
  }

  /** Undefined while the text has errors of the language. */
  async function partsOf(c: Context<WebEnv>, copy: WorkingCopy): Promise<readonly LawPart[] | undefined> {
    const { definition, around } = await checkedOf(designer, c, copy)
    if (definition === undefined) return undefined
    const floor = floorOf(around.published)
    const deadline = floor !== undefined && deadlineIsFixed(floor.definition)
    return lawPartsOf(definition, copy.source, fixedKeysOf(around.published), deadline, messages.deadline)
  }
}
