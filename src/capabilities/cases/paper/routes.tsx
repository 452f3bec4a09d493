import type { Context, Hono } from 'hono'
import { dayOf, isDay } from '../../../civic/day.ts'
import { formatEra, formatShort } from '../../../civic/era.ts'
import { forbidden, notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo, type StaffSession } from '../../identity/index.ts'
import { type CompiledProcedure, formPage, type Problem } from '../../procedures/index.ts'
import { findCaseForStaff } from '../case-page/load.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { filingOf } from '../filing.ts'
import { sectionOf } from '../outward.ts'
import { type CasePost, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { readDayText } from '../typed.ts'
import { caseWords } from '../words.ja.ts'
import {
  deletePaperDraft,
  findPaperDraft,
  insertPaperDraft,
  listPaperDrafts,
  type PaperDraft,
  type StoredPaperDraft,
  updatePaperDraft,
} from './draft.ts'
import { chosenFiler } from './filers.ts'
import { paperMessages as messages } from './messages.ja.ts'
import { PaperDone, PaperForm, PaperStart } from './pages.tsx'
import { type PaperReading, readPaperForm } from './read-form.ts'
import { registerPaper } from './register.ts'

/** 紙の申請: the same form as online, typed in by a clerk. */
export function paperRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/paper', (c) => start(c, ctx, intakeStaff(c), () => '', []))

  app.post('/cases/paper', async (c) => {
    const staff = intakeStaff(c)
    const post = await readPost(c)
    const procedures = await ctx.procedures.current(staff.cityId)
    const procedure = procedures.find(({ definition }) => definition.id === post.text('procedure'))
    const { body, problems } = readStart(post, procedure, dayOf(c.get('now')))
    if (!procedure || problems.length > 0) return start(c, ctx, staff, (name) => post.text(name), problems)
    const { keys } = ctx.services
    const id = await insertPaperDraft(
      dbOf(ctx, staff.cityId),
      keys,
      staff.cityId,
      { staffId: staff.staffId, procedureId: procedure.definition.id, versionHash: procedure.hash, body },
      c.get('now'),
    )
    return seeOther(c, `/cases/paper/${id}`)
  })

  app.get('/cases/paper/:draft', async (c) => {
    const staff = intakeStaff(c)
    const { draft, procedure } = await getDraft(c, ctx, staff)
    if (draft.caseId === null) return form(c, ctx, staff, procedure, draft, { problems: [] })
    return registered(c, ctx, staff, draft.caseId)
  })

  app.post('/cases/paper/:draft', async (c) => {
    const staff = intakeStaff(c)
    const { draft, procedure } = await getDraft(c, ctx, staff)
    const post = await readPost(c, { bodyBytes: 1024 * 1024, parts: 5000 })
    if (draft.caseId !== null) return registered(c, ctx, staff, draft.caseId)
    const db = dbOf(ctx, staff.cityId)
    const deed = post.text('do')
    if (deed === 'discard') {
      await deletePaperDraft(db, staff.staffId, draft.id)
      return seeOther(c, '/cases/paper')
    }
    const { filing, facts } = await surroundings(c, ctx, staff, draft.body)
    const read = readPaperForm(procedure, post.fields, draft.body, filing, facts, deed)
    const body: PaperDraft = { ...draft.body, answers: read.answers, typed: read.typed }
    const shown = { id: draft.id, version: post.version ?? draft.version }
    const version = await updatePaperDraft(
      db,
      ctx.services.keys,
      staff.cityId,
      staff.staffId,
      shown,
      body,
      c.get('now'),
    )
    // What was typed here stays on the page, which now shows the newer version: saving again is then a choice.
    if (version === null) return form(c, ctx, staff, procedure, { ...draft, body }, { problems: [], stale: true })
    const saved = { ...draft, version, body }
    if (deed !== 'save' && deed !== 'register') return form(c, ctx, staff, procedure, saved, { problems: [] })
    // What could not be read has to be put right first: it would be lost. What is missing may stay missing.
    const unread = unreadProblems(read)
    if (unread.length > 0) return form(c, ctx, staff, procedure, saved, { problems: unread })
    if (deed === 'save') {
      const missing = procedure.validate(read.answers, filing, facts).filter(({ severity }) => severity !== 'warn')
      return form(c, ctx, staff, procedure, saved, { problems: missing, checked: true })
    }
    const { caseId } = await registerPaper(ctx, staff, procedure, saved, c.get('now'))
    const mine = await findCaseForStaff(ctx, staff, caseId)
    return seeOther(c, mine ? `/cases/${caseId}` : `/cases/paper/${draft.id}`)
  })
}

/** On to the case; when another section is in charge, what this clerk may know: the number and where it went. */
async function registered(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  caseId: string,
): Promise<Response> {
  if (await findCaseForStaff(ctx, staff, caseId)) return seeOther(c, `/cases/${caseId}`)
  const row = await dbOf(ctx, staff.cityId)
    .selectFrom('case_file')
    .select(['receipt_number', 'section_id'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const section = await sectionOf(ctx, staff.cityId, row.section_id, c.get('now'))
  return screen(
    c,
    staff,
    { title: messages.done, back: { href: '/cases/paper', label: messages.title } },
    <PaperDone receiptNumber={row.receipt_number} section={section.name} />,
  )
}

/** Problems of what was typed and could not be read; an empty box is only missing. */
function unreadProblems({ problems, typed }: PaperReading): readonly Problem[] {
  const written = Object.keys(typed).filter((name) => typed[name] !== '')
  return problems.filter(
    ({ severity, path }) =>
      severity === 'refuse' && written.some((name) => name === path || name.startsWith(`${path}.`)),
  )
}

function intakeStaff(c: Context<WebEnv>): StaffSession {
  const staff = currentStaff(c)
  if (!mayDo(staff, 'cases.intake')) throw forbidden()
  return staff
}

async function getDraft(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
): Promise<{ readonly draft: StoredPaperDraft; readonly procedure: CompiledProcedure }> {
  const id = c.req.param('draft')
  const draft = isUuid(id)
    ? await findPaperDraft(dbOf(ctx, staff.cityId), ctx.services.keys, staff.cityId, staff.staffId, id)
    : null
  const procedure = draft && (await ctx.procedures.find(staff.cityId, draft.procedureId, draft.versionHash))
  if (!draft || !procedure) throw notFound()
  return { draft, procedure }
}

async function surroundings(c: Context<WebEnv>, ctx: CasesContext, staff: StaffSession, body: PaperDraft) {
  const arrivedAt = new Date(`${body.arrivedOn}T08:30:00+09:00`)
  const filing = filingOf(
    { arrived_at: arrivedAt, channel: body.channel, filer: body.filer, assurance: 'none' },
    c.get('now'),
  )
  return { filing, facts: await ctx.procedures.facts(staff.cityId, filing.filedOn) }
}

async function start(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  typed: (name: string) => string,
  problems: readonly { readonly at: string; readonly refusal: string }[],
): Promise<Response> {
  const procedures = await ctx.procedures.current(staff.cityId)
  const drafts = await listPaperDrafts(dbOf(ctx, staff.cityId), ctx.services.keys, staff.cityId, staff.staffId)
  const nameOf = (id: string) => procedures.find(({ definition }) => definition.id === id)?.definition.name.ja ?? id
  return screen(
    c,
    staff,
    {
      title: messages.title,
      failed: problems.length > 0,
      back: { href: '/cases', label: caseWords.back },
      status: problems.length > 0 ? 422 : 200,
    },
    <PaperStart
      procedures={procedures}
      drafts={drafts.map((draft) => ({ ...draft, procedure: nameOf(draft.procedureId) }))}
      typed={typed}
      problems={problems}
      today={formatEra(dayOf(c.get('now')))}
      hidden={hiddenFields(c)}
    />,
  )
}

async function form(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  procedure: CompiledProcedure,
  draft: StoredPaperDraft,
  shown: { readonly problems: readonly Problem[]; readonly checked?: boolean; readonly stale?: boolean },
): Promise<Response> {
  const { body } = draft
  const { problems, checked = false, stale = false } = shown
  const { filing, facts } = await surroundings(c, ctx, staff, body)
  const pages = procedure
    .route(body.answers, filing, facts)
    .flatMap(({ page }) => formPage(procedure, page.id, body.answers, filing, facts) ?? [])
  return screen(
    c,
    staff,
    {
      title: messages.formTitle(procedure.definition.name.ja),
      failed: stale || problems.length > 0,
      back: { href: '/cases/paper', label: messages.title },
      status: stale ? 409 : problems.length > 0 ? 422 : 200,
    },
    <PaperForm
      draftId={draft.id}
      procedureName={procedure.definition.name.ja}
      facts={messages.facts(
        messages.channels[body.channel],
        formatShort(body.arrivedOn),
        filerName(procedure, body.filer),
      )}
      pages={pages}
      draft={body}
      problems={problems}
      checked={checked}
      stale={stale}
      hidden={hiddenFields(c, draft.version)}
    />,
  )
}

function filerName(procedure: CompiledProcedure, kind: string): string {
  return procedure.definition.filers.find((filer) => filer.kind === kind)?.label.ja ?? kind
}

function readStart(
  post: CasePost,
  procedure: CompiledProcedure | undefined,
  today: string,
): { readonly body: PaperDraft; readonly problems: readonly { readonly at: string; readonly refusal: string }[] } {
  const problems: { at: string; refusal: string }[] = []
  const channel = post.text('channel')
  const arrivedOn = readDayText(post.text('arrivedOn'))
  const filer = procedure && chosenFiler(procedure.definition, post.text('filer'))
  const identityDocument = post.text('identityDocument')
  if (!procedure) problems.push({ at: 'procedure', refusal: 'procedure-missing' })
  if (channel !== 'counter' && channel !== 'post') problems.push({ at: 'channel', refusal: 'channel-missing' })
  if (!isDay(arrivedOn)) problems.push({ at: 'arrivedOn', refusal: 'date-missing' })
  else if (arrivedOn > today) problems.push({ at: 'arrivedOn', refusal: 'date-in-future' })
  if (procedure && !filer)
    problems.push({ at: 'filer', refusal: post.text('filer') === '' ? 'filer-missing' : 'filer-not-here' })
  if (!(identityDocument in messages.identityDocuments))
    problems.push({ at: 'identityDocument', refusal: 'identity-missing' })
  return {
    body: {
      answers: {},
      typed: {},
      channel: channel === 'post' ? 'post' : 'counter',
      arrivedOn,
      filer: filer ?? 'self',
      identityDocument,
    },
    problems,
  }
}
