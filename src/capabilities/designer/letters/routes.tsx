import type { Context, Hono } from 'hono'
import { notFound, page, type Shown, seeOther, statusOf, type WebEnv } from '../../../platform/http/index.ts'
import { applyEdits } from '../apply-edits.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as common } from '../messages.ja.ts'
import { copyName } from '../name.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { setSampleLetter } from '../trial/letter.ts'
import { checkedOf, copyOf, type Designer, designerForm, screenOf } from '../web.ts'
import { lettersOf } from './letter-data.ts'
import { LetterPage, LettersPage } from './letters-pages.tsx'
import { messages } from './messages.ja.ts'
import { NewLetterPage } from './new-letter-page.tsx'
import { shownTypes } from './new-template.ts'
import { readNewLetter, readTemplate } from './read-letter.ts'

/** Letters: their sentences changed one by one, looked at as PDF before they are kept, and new ones made. */
export function letterRoutes(app: Hono<WebEnv>, designer: Designer): void {
  const path = '/designer/copies/:copy/letters'

  app.get(path, async (c) => {
    const copy = await copyOf(designer, c)
    const data = lettersOf(copy)
    const screen = screenOf(c, data ? {} : { problem: common.problems.unreadable }, common.copy.done)
    return page(c, <LettersPage screen={screen} copy={copy} name={copyName(copy)} data={data ?? {}} />)
  })

  app.get(`${path}/new`, (c) => showNew(c, {}))
  app.post(`${path}/new`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const reading = readNewLetter(form, lettersOf(copy) ?? {}, answersOf(copy), Object.keys(copy.letters))
    if (!reading.ok) return showNew(c, { form, problems: reading.problems })
    const letters = { ...copy.letters, [reading.file]: reading.template }
    const note = messages.noteAdd(reading.title)
    const outcome = await applyEdits(designer, c, { form, copy, edits: reading.edits, note, letters })
    if (!outcome.ok) return showNew(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/letters/${reading.id}?done=saved`)
  })

  app.get(`${path}/:letter`, (c) => showLetter(c, {}))
  app.post(`${path}/:letter`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    const { id, file, title, template } = letterOf(c, copy)
    const reading = readTemplate(form, template)
    if (!reading.ok) return showLetter(c, { form, problems: reading.problems })
    const letters = { ...copy.letters, [file]: reading.template }
    const outcome = await applyEdits(designer, c, { form, copy, edits: [], note: messages.note(title), letters })
    if (!outcome.ok) return showLetter(c, { form, problem: outcome.problem })
    return seeOther(c, `/designer/copies/${copy.id}/letters/${id}?done=saved`)
  })

  app.post(`${path}/:letter/preview`, async (c) => {
    const [form, copy] = [await designerForm(c), await copyOf(designer, c)]
    // The island asks for a picture while somebody writes; the button asks for the PDF.
    const picture = form.text('as') === 'picture'
    const refuse = (shown: Shown) => (picture ? sayProblem(c, shown) : showLetter(c, { form, ...shown }))
    const { id, file, template } = letterOf(c, copy)
    const reading = readTemplate(form, template)
    if (!reading.ok) return refuse({ problems: reading.problems })
    const typed = { ...copy, letters: { ...copy.letters, [file]: reading.template } }
    const { definition, hash } = await checkedOf(designer, c, typed)
    const outcome = definition?.outcomes.find(({ letter }) => letter === id)
    if (!definition || !outcome) return refuse({ problem: messages.problems.notSound })
    const around = { city: c.get('city'), at: c.get('now'), copy: typed, definition, hash, outcome }
    const set = await setSampleLetter(designer, { ...around, picture })
    if (!set.ok) {
      const why =
        set.refusal === 'missing-glyphs'
          ? messages.problems.glyphs(set.characters.join(''))
          : messages.problems.broken(set.diagnostics.slice(0, 3).join(' / '))
      return refuse({ problem: why })
    }
    c.header('cache-control', 'no-store')
    if (picture) {
      return c.json({ picture: `data:image/svg+xml;base64,${Buffer.from(set.svg ?? '', 'utf8').toString('base64')}` })
    }
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', 'inline; filename="letter.pdf"')
    return c.body(new Uint8Array(set.pdf))
  })

  async function showNew(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    return page(
      c,
      <NewLetterPage
        screen={screenOf(c, shown)}
        copy={copy}
        name={copyName(copy)}
        data={lettersOf(copy) ?? {}}
        answers={answersOf(copy)}
      />,
      statusOf(shown),
    )
  }

  async function showLetter(c: Context<WebEnv>, shown: Shown): Promise<Response> {
    const copy = await copyOf(designer, c)
    const { id, title, template, used } = letterOf(c, copy)
    return page(
      c,
      <LetterPage
        screen={screenOf(c, shown, common.copy.done)}
        copy={copy}
        name={copyName(copy)}
        id={id}
        title={title}
        template={template}
        used={used}
      />,
      statusOf(shown),
    )
  }
}

/** The first thing to put right, for a picture that could not be made: a usual answer while somebody is still writing. */
function sayProblem(c: Context<WebEnv>, { problem, problems = {} }: Shown): Response {
  c.header('cache-control', 'no-store')
  return c.json({ problem: problem ?? Object.values(problems)[0] ?? '' })
}

/** The letter of the path with its own template; what all letters share is not changed here. */
function letterOf(c: Context<WebEnv>, copy: WorkingCopy) {
  const id = c.req.param('letter') ?? ''
  const data = lettersOf(copy)
  const letter = Object.hasOwn(data?.letters ?? {}, id) ? data?.letters?.[id] : undefined
  const file = letter?.template ?? ''
  const template = /^letters\/[a-z0-9-]+\.typ$/.test(file) ? copy.letters[file] : undefined
  if (letter === undefined || template === undefined) throw notFound()
  const used = (data?.outcomes ?? []).some((outcome) => outcome.letter === id)
  return { id, file, template, title: letter.title ?? id, used }
}

function answersOf(copy: WorkingCopy) {
  const all = answersBefore(lettersOf(copy) ?? {}, copy.shared, undefined, undefined, shownTypes)
  return all.filter(({ kind }) => kind === undefined)
}
