import type { Context, Hono } from 'hono'
import { AnswerForm, Button, ButtonRow, ErrorSummary } from '../../../design/index.ts'
import { seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { csrfToken, currentStaff, postedForm } from '../../identity/index.ts'
import { guideFiling, type NavigatorGuide } from '../../navigator/index.ts'
import { type Answers, FormFields, formPage, type Problem, summaryOf } from '../../procedures/index.ts'
import { type Moving, officeDb, staffActor, tellEvidence } from '../moving.ts'
import { hasEnded } from '../rules/states.ts'
import { openNoticeVault } from '../store/box.ts'
import type { WholeNotice } from '../store/notices.ts'
import { tellLook } from './list-routes.tsx'
import { messages } from './messages.ja.ts'
import { loadView, type NoticeView, noticeOf } from './notice-load.ts'
import { showNotice } from './notice-routes.tsx'
import { screen } from './screen.tsx'

const words = messages.questions

/** 聞き取り: the guide's own questions, with what the notice answers filled in. */
export function questionRoutes(app: Hono<WebEnv>, ctx: Moving): void {
  app.get('/moving/notices/:notice/questions', async (c) => {
    const notice = await noticeOf(c, ctx)
    await tellLook(c, ctx, 'questions', [notice])
    const view = await viewOf(c, ctx, notice)
    const { guide } = view?.followUps ?? {}
    return view === undefined || guide === undefined || hasEnded(notice.row.state)
      ? showNotice(c, ctx, notice)
      : show(c, view, guide, {})
  })

  app.post('/moving/notices/:notice/questions', async (c) => {
    const form = await postedForm(c)
    const notice = await noticeOf(c, ctx)
    const view = await viewOf(c, ctx, notice)
    if (view === undefined || hasEnded(notice.row.state)) return showNotice(c, ctx, notice, messages.notice.notNow, 409)
    if (form.text('version') !== String(notice.row.version))
      return showNotice(c, ctx, notice, messages.notice.changed, 409)
    const { guide } = view.followUps
    if (guide === undefined) return showNotice(c, ctx, notice, messages.notice.noGuide, 409)
    const { questions } = guide
    const filing = guideFiling(view.today)
    let answers: Answers = view.followUps.answers
    const problems: Problem[] = []
    let typed: Readonly<Record<string, string>> = {}
    for (const { id } of questions.definition.pages) {
      // A page that this form did not show yet is asked once its condition holds.
      if (
        !questions.definition.pages
          .find((page) => page.id === id)
          ?.groups.some((group) => form.fields.has(`${group.id}.asked`))
      )
        continue
      const read = questions.readPage(id, form.fields, answers, filing, view.facts)
      answers = read.answers
      typed = { ...typed, ...read.typed }
      // What is missing may stay open at the counter; what can't be read may not.
      problems.push(
        ...read.problems.filter(
          ({ severity, path }) => severity === 'refuse' && read.typed[path] !== undefined && read.typed[path] !== '',
        ),
      )
    }
    if (problems.length > 0)
      return show(c, { ...view, followUps: { ...view.followUps, answers } }, guide, { problems, typed })
    if (!(await keep(c, ctx, notice, questions.relevant(answers, filing, view.facts))))
      return showNotice(c, ctx, await noticeOf(c, ctx), messages.notice.changed, 409)
    return seeOther(c, `/moving/notices/${notice.row.id}?said=done#follow-ups`)
  })
}

async function viewOf(c: Context<WebEnv>, ctx: Moving, notice: WholeNotice): Promise<NoticeView | undefined> {
  const { content } = notice
  return content && loadView(c, ctx, { ...notice, content })
}

async function keep(c: Context<WebEnv>, ctx: Moving, { row, content }: WholeNotice, asked: Answers): Promise<boolean> {
  const staff = currentStaff(c)
  const { wrapped_key: wrapped } = row
  if (content === undefined || wrapped === null) return false
  const vault = openNoticeVault(ctx.services.keys, staff.cityId, row.id, wrapped)
  return officeDb(ctx, staff.cityId)
    .transaction()
    .execute(async (trx) => {
      const saved = await trx
        .updateTable('moving_notice')
        .set({ box: vault.seal('content', { ...content, asked }), version: row.version + 1, updated_at: c.get('now') })
        .where('id', '=', row.id)
        .where('version', '=', row.version)
        .executeTakeFirst()
      if (saved.numUpdatedRows === 0n) return false
      const event = { streamId: row.id, type: 'asked', actor: staffActor(staff), at: c.get('now'), payload: asked }
      await tellEvidence(ctx, trx, staff.cityId, event)
      return true
    })
}

function show(
  c: Context<WebEnv>,
  view: NoticeView,
  guide: NavigatorGuide,
  shown: { readonly problems?: readonly Problem[]; readonly typed?: Readonly<Record<string, string>> },
): Response {
  const { problems = [], typed = {} } = shown
  const { answers } = view.followUps
  const { row } = view.notice
  const pages = guide.questions.definition.pages.flatMap(
    ({ id }) => formPage(guide.questions, id, answers, guideFiling(view.today), view.facts)?.page ?? [],
  )
  const summary = pages.flatMap((page) =>
    summaryOf(
      problems.filter(({ path }) => page.fields.some((field) => path.startsWith(field.path))),
      page,
    ),
  )
  const content = (
    <>
      <ErrorSummary problems={summary} />
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <AnswerForm
        action={`/moving/notices/${row.id}/questions`}
        hidden={{ csrf: csrfToken(c), version: String(row.version) }}
      >
        {pages.map((page) => (
          <section class="flow">
            <h2>{page.page.title.ja}</h2>
            <FormFields page={page} answers={answers} problems={problems} typed={typed} />
          </section>
        ))}
        <ButtonRow>
          <Button label={words.save} />
        </ButtonRow>
      </AnswerForm>
    </>
  )
  return screen(c, words.title, content, {
    back: { href: `/moving/notices/${row.id}`, label: messages.links.notice },
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  })
}
