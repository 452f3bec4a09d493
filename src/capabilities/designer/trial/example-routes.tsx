import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { catalogueOf, compile } from '../../procedures/index.ts'
import { saveCopy } from '../keep-copy.ts'
import { copyName } from '../name.ts'
import { actOf, checkedOf, copyOf, type Designer, designerForm, saveProblem, screenOf } from '../web.ts'
import { type ExampleKind, exampleFile, freeName, kindsOf } from './example-file.ts'
import { ExamplePage } from './example-page.tsx'
import { messages } from './messages.ja.ts'
import { readSoFar, trialFiling } from './so-far.ts'

const words = messages.example

/** What was tried is kept as an example case, or an example is taken away. */
export function exampleRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/trial/examples'

  // From the end of a trial: the answers come along, the name is still to be given.
  app.post(path, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { definition, hash } = await checkedOf(designer, c, copy)
    if (!definition) throw notFound()
    const answers = readSoFar(form.text('so-far'))
    const filing = trialFiling(definition, c.get('now'))
    const city = await catalogueOf(designer.services).facts(c.get('city').id, dayOf(c.get('now')))
    const procedure = compile(definition, hash)
    const fine = procedure.validate(answers, filing, city).every(({ severity }) => severity === 'warn')
    const show = (shown: Shown) => {
      const screen = screenOf(c, shown)
      return page(
        c,
        <ExamplePage screen={screen} copy={copy} name={copyName(copy)} answers={answers} fine={fine} />,
        statusOf(shown),
      )
    }
    if (form.text('do') !== 'save') return show({})
    const name = form.text('name').trim()
    const kind = form.text('kind')
    const problems: Record<string, string> = {}
    if (name === '' || name.length > 100 || /[<>\p{Cc}]/u.test(name)) problems.name = words.problems.name
    if (!kindsOf(fine).includes(kind as ExampleKind)) problems.kind = words.problems.kind
    if (Object.keys(problems).length > 0) return show({ form, problems })
    const text = exampleFile(procedure, { name, kind: kind as ExampleKind, answers }, filing, city)
    const cases = { ...copy.cases, [freeName(copy.cases)]: text }
    const outcome = await saveCopy(actOf(designer, c, form), {
      copyId: copy.id,
      seen: Number(form.text('seen')),
      content: { ...copy, cases },
      note: words.note(name),
    })
    if (outcome.ok) return seeOther(c, `/designer/copies/${copy.id}/trial?done=saved`)
    return show({ form, problem: await saveProblem(designer, c, copy.id, outcome) })
  })

  app.post(`${path}/:file/remove`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const file = c.req.param('file')
    if (!Object.hasOwn(copy.cases, file)) throw notFound()
    const { [file]: _gone, ...cases } = copy.cases
    const content = { ...copy, cases }
    const seen = Number(form.text('seen'))
    const note = words.noteRemoved(file)
    const outcome = await saveCopy(actOf(designer, c, form), { copyId: copy.id, seen, content, note })
    if (outcome.ok) return seeOther(c, `/designer/copies/${copy.id}/trial?done=removed`)
    return refused(c, await saveProblem(designer, c, copy.id, outcome))
  })

  async function refused(c: Context<WebEnv>, problem: string): Promise<Response> {
    const copy = await copyOf(designer, c)
    const screen = screenOf(c, { problem })
    return page(c, <ExamplePage screen={screen} copy={copy} name={copyName(copy)} answers={undefined} fine />, {
      status: 422,
    })
  }
}
