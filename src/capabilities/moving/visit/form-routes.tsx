import type { Context, Hono } from 'hono'
import { type Day, dayOf } from '../../../civic/day.ts'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  ResidentPage,
  residentFrame,
  Steps,
  Text,
  type Words,
} from '../../../design/index.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../../identity/index.ts'
import { guideFiling } from '../../navigator/index.ts'
import {
  type Answers,
  applyLookup,
  type CityFacts,
  FormFields,
  formPage,
  type GroupAnswers,
  type Problem,
  summaryOf,
} from '../../procedures/index.ts'
import { findDraft, type OpenDraft, saveDraft } from './draft.ts'
import { visitMessages } from './messages.ts'
import type { Visits } from './visits.ts'

/** The steps after the questions: the time, and the last look. */
export const laterSteps = 2

/** The questions of the booking, page by page; nothing of them stands in an address. */
export function formRoutes(app: Hono<WebEnv>, visits: Visits): void {
  const { questions } = visits.form

  app.get('/moving/visit/go-on', async (c) => seeOther(c, await onward(c, visits)))

  app.get('/moving/visit/:page', async (c) => {
    const state = await stateOf(c, visits)
    const pageId = c.req.param('page')
    const at = state.route.findIndex((each) => each.page.id === pageId)
    if (!questions.definition.pages.some(({ id }) => id === pageId)) throw notFound()
    if (state.draft?.body.done !== undefined) return seeOther(c, '/moving/visit-done')
    // Who opens a page whose turn has not come goes on where it is due.
    if (at < 0 || (state.open >= 0 && at > state.open)) return seeOther(c, await onward(c, visits))
    return show(c, visits, state, pageId, {})
  })

  app.post('/moving/visit/:page', async (c) => {
    const state = await stateOf(c, visits)
    const pageId = c.req.param('page')
    if (!state.route.some((each) => each.page.id === pageId)) throw notFound()
    if (state.draft?.body.done !== undefined) return seeOther(c, '/moving/visit-done')
    const form = await readForm(c, { bodyBytes: 128 * 1024 })
    const filing = guideFiling(state.today)
    const before = withPeople(state.answers)
    const read = questions.readPage(pageId, form.fields, before, filing, state.facts)
    const answers = withPeople(read.answers)
    const deed = form.text('do')
    const definition = questions.definition.pages.find(({ id }) => id === pageId)
    if (deed.startsWith('lookup:') && definition !== undefined) {
      const filled = applyLookup({ answers, typed: read.typed }, definition, deed.slice('lookup:'.length), [])
      return show(c, visits, { ...state, answers: filled.answers }, pageId, { typed: filled.typed })
    }
    const problems = read.problems.filter(({ severity }) => severity === 'refuse')
    const stale = !checkCsrf(c, form.text('csrf'))
    if (stale || problems.length > 0) {
      const extra = stale ? [{ message: visitMessages[c.get('locale')].stale }] : []
      return show(c, visits, { ...state, answers }, pageId, { problems, extra, typed: read.typed })
    }
    // Another day of the move may make the chosen visit too early: it is chosen again.
    if (!(await saveDraft(c, visits, state.draft, { answers }))) {
      const extra = [{ message: visitMessages[c.get('locale')].stale }]
      const now = await stateOf(c, visits)
      if (now.draft?.body.done !== undefined) return seeOther(c, '/moving/visit-done')
      return show(c, visits, { ...now, answers }, pageId, { extra, typed: read.typed })
    }
    const fresh = questions.route(answers, filing, state.facts)
    const next = fresh[fresh.findIndex((each) => each.page.id === pageId) + 1]
    return seeOther(c, next === undefined ? '/moving/visit-time' : `/moving/visit/${next.page.id}`)
  })
}

export interface FormState {
  readonly draft: OpenDraft | undefined
  readonly answers: Answers
  readonly today: Day
  readonly facts: CityFacts
  readonly route: ReturnType<Visits['form']['questions']['route']>
  /** Place of the first page with something to answer; -1: none. */
  readonly open: number
}

export async function stateOf(c: Context<WebEnv>, visits: Visits): Promise<FormState> {
  const today = dayOf(c.get('now'))
  const facts = await visits.catalogue.facts(c.get('city').id, today)
  const draft = await findDraft(c, visits)
  const answers = withPeople(draft?.body.answers ?? {})
  const route = visits.form.questions.route(answers, guideFiling(today), facts)
  return { draft, answers, today, facts, route, open: route.findIndex(({ status }) => status !== 'done') }
}

/** Where the person goes on. */
export async function onward(c: Context<WebEnv>, visits: Visits): Promise<string> {
  const { draft, route, open } = await stateOf(c, visits)
  if (draft?.body.done !== undefined) return '/moving/visit-done'
  const due = route[open]
  if (due !== undefined) return `/moving/visit/${due.page.id}`
  return draft?.body.slot === undefined ? '/moving/visit-time' : '/moving/visit-check'
}

/** As many people as the first page says: the form asks for each of them, and no button adds one. */
function withPeople(answers: Answers): Answers {
  const move = answers.move as GroupAnswers | undefined
  const count = typeof move?.members === 'number' ? Math.min(10, Math.max(1, move.members)) : 1
  const held = (Array.isArray(answers.people) ? answers.people : []) as readonly GroupAnswers[]
  if (held.length === count) return answers
  const people = Array.from({ length: count }, (_, index): GroupAnswers => held[index] ?? {})
  return { ...answers, people }
}

function show(
  c: Context<WebEnv>,
  visits: Visits,
  state: FormState,
  pageId: string,
  shown: {
    readonly problems?: readonly Problem[]
    readonly extra?: readonly { readonly message: Words }[]
    readonly typed?: Readonly<Record<string, string>>
  },
): Response {
  const { questions, guide } = visits.form
  const m = visitMessages[c.get('locale')]
  const { answers, today, facts, route } = state
  const current = formPage(questions, pageId, answers, guideFiling(today), facts)?.page
  if (current === undefined) throw notFound()
  const { problems = [], extra = [], typed = {} } = shown
  const at = route.findIndex((each) => each.page.id === pageId)
  const before = route[at - 1]
  const wrong = [...extra, ...summaryOf(problems, current)]
  const back =
    before === undefined
      ? { href: '/moving', label: m.title }
      : { href: `/moving/visit/${before.page.id}`, label: m.back }
  const { lead, title } = current.page
  // People are as many as the first page says: the form neither adds nor removes one.
  const only = new Set(current.fields.map(({ path }) => path))
  return page(
    c,
    <ResidentPage {...residentFrame(c)} title={title} layout="read" back={back} failed={wrong.length > 0}>
      <ErrorSummary problems={wrong} />
      <p class="hint">
        <Text words={guide.title} />
      </p>
      <Steps current={at + 1} total={route.length + laterSteps} />
      <h1>
        <Text words={title} />
      </h1>
      {lead !== undefined && (
        <p>
          <Text words={lead} />
        </p>
      )}
      <AnswerForm action={`/moving/visit/${pageId}`} hidden={{ csrf: csrfToken(c) }} enterSends>
        <FormFields page={current} answers={answers} problems={problems} typed={typed} only={only} />
        <ButtonRow>
          <Button label={m.next} />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>,
    wrong.length > 0 ? { status: 422 } : {},
  )
}
