import type { Context, Hono } from 'hono'
import { residentFrame, type Words } from '../../design/index.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../identity/index.ts'
import { formPage, type Problem, summaryOf } from '../procedures/index.ts'
import { keepAnswers } from './kept/answers-cookie.ts'
import { navigatorMessages } from './messages.ts'
import { type GuideVisit, type Navigator, visitGuide, visitWith } from './navigator.ts'
import { guideFiling } from './rules/make-list.ts'
import { QuestionPage } from './views/question-page.tsx'

/** The questions of a guide, page by page. Answers travel by POST into the browser's own encrypted cookie; no address holds any. */
export function questionRoutes(app: Hono<WebEnv>, navigator: Navigator): void {
  app.get('/guides/:guide/questions/:page', async (c) => {
    const visit = await visitGuide(c, navigator)
    const at = visit.route.findIndex((each) => each.page.id === c.req.param('page'))
    // A page that is off the path now, or that comes after one not answered yet: the person goes on where it is due.
    const open = visit.open === undefined ? -1 : visit.route.indexOf(visit.open)
    if (at < 0 || (open >= 0 && at > open)) return seeOther(c, onward(visit))
    return show(c, visit, {})
  })

  app.post('/guides/:guide/questions/:page', async (c) => {
    const visit = await visitGuide(c, navigator)
    const pageId = c.req.param('page')
    if (!visit.route.some((each) => each.page.id === pageId)) return seeOther(c, onward(visit))
    const form = await readForm(c, { bodyBytes: 32 * 1024 })
    const { questions } = visit.compiled
    const filing = guideFiling(visit.today)
    const read = questions.readPage(pageId, form.fields, visit.answers, filing, visit.facts)
    const problems = read.problems.filter(({ severity }) => severity === 'refuse')
    const now = visitWith(visit.compiled, read.answers, visit.today, visit.facts)
    const stale = !checkCsrf(c, form.text('csrf'))
    if (stale || problems.length > 0) {
      const extra = stale ? [{ message: navigatorMessages[c.get('locale')].stale }] : []
      return show(c, now, { problems, extra, typed: problems.length > 0 ? read.typed : {} })
    }
    keepAnswers(c, navigator.services, visit.compiled.guide.id, questions.relevant(read.answers, filing, visit.facts))
    return seeOther(c, onward(now))
  })
}

/** Where the person goes on: the first page with something to answer, else the list. */
export function onward({ base, open }: GuideVisit): string {
  return open === undefined ? `${base}/list` : `${base}/questions/${open.page.id}`
}

function show(
  c: Context<WebEnv>,
  visit: GuideVisit,
  shown: {
    readonly problems?: readonly Problem[]
    readonly extra?: readonly { readonly message: Words }[]
    readonly typed?: Readonly<Record<string, string>>
  },
): Response {
  const { compiled, route, base, answers } = visit
  const pageId = c.req.param('page') ?? ''
  const current = formPage(compiled.questions, pageId, answers, guideFiling(visit.today), visit.facts)?.page
  if (current === undefined) throw notFound()
  const m = navigatorMessages[c.get('locale')]
  const at = route.findIndex((each) => each.page.id === pageId)
  const before = route[at - 1]
  const { problems = [], extra = [], typed = {} } = shown
  const wrong = [...extra, ...summaryOf(problems, current)]
  return page(
    c,
    <QuestionPage
      frame={residentFrame(c)}
      m={m}
      title={current.page.title}
      {...(current.page.lead === undefined ? {} : { lead: current.page.lead })}
      guide={compiled.guide.title}
      back={
        before === undefined
          ? { href: base, label: m.backToGuide }
          : { href: `${base}/questions/${before.page.id}`, label: m.back }
      }
      action={`${base}/questions/${pageId}`}
      csrf={csrfToken(c)}
      step={{ current: at + 1, total: route.length }}
      problems={wrong}
      fields={{ page: current, answers, problems, typed }}
    />,
    wrong.length > 0 ? { status: 422 } : {},
  )
}
