import type { Context } from 'hono'
import { formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, ErrorSummary, Facts, Log, TextArea } from '../../../design/index.ts'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import type { CaseRow } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { sectionOf } from '../outward.ts'
import { Hidden, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { caseWords } from '../words.ja.ts'
import { longMoment } from '../words.ts'
import { outlineLines } from './history-model.ts'
import { inspectCase } from './inspection.ts'
import { findOutline } from './load.ts'
import { casePageMessages } from './messages.ja.ts'
import { outlineMessages as messages } from './outline.ja.ts'

/**
 * A case as somebody sees it who reads all cases of the city (監査): number, procedure, state, days, and who did what. Names and
 * answers come after a reason, which stays in the history. Null when the case is not one of these for this person.
 */
export async function outlinePage(
  c: Context<WebEnv>,
  ctx: CasesContext,
  typed?: { readonly reason: string; readonly problem: 'reason-missing' | 'too-long' },
): Promise<Response | null> {
  const staff = currentStaff(c)
  const { cityId } = staff
  const id = c.req.param('id')
  const row = isUuid(id) ? await findOutline(ctx, staff, id) : null
  if (!row) return null
  const db = dbOf(ctx, cityId)
  const procedure = await ctx.procedures.find(cityId, row.procedure_id, row.version_hash)
  const events = await ctx.evidence.list(db, cityId, row.id)
  const section = await sectionOf(ctx, cityId, row.section_id, c.get('now'))
  const problem = typed && casePageMessages.problems[typed.problem]
  await ctx.access.record(db, {
    cityId,
    staffId: staff.staffId,
    purpose: 'queue',
    caseIds: [row.id],
    at: c.get('now'),
    requestId: c.get('requestId'),
  })
  return screen(
    c,
    staff,
    {
      title: row.receipt_number,
      failed: problem !== undefined,
      back: { href: '/cases?queue=all', label: casePageMessages.back },
      status: problem === undefined ? 200 : 422,
    },
    <>
      {problem !== undefined && <ErrorSummary problems={[{ id: 'reason', message: problem }]} />}
      <h1>
        {procedure?.definition.name.ja ?? row.procedure_id}　<span class="keep">{row.receipt_number}</span>
      </h1>
      <Facts facts={factsOf(row, section.name)} />
      <DeskSection id="inspection" title={messages.title}>
        <p>{messages.why}</p>
        <form class="flow" method="post" action={`/cases/${row.id}/inspections`}>
          <Hidden fields={hiddenFields(c)} />
          <TextArea
            id="reason"
            name="reason"
            label={messages.reason}
            hint={messages.hint}
            rows={2}
            value={typed?.reason ?? ''}
            {...(problem === undefined ? {} : { error: problem })}
          />
          <Button kind="line" label={messages.open} />
        </form>
      </DeskSection>
      <DeskSection
        id="history"
        title={casePageMessages.history}
        end={<a href={`/cases/${row.id}/proof`}>{casePageMessages.prove}</a>}
      >
        <Log entries={outlineLines(events, procedure ?? { outcomes: () => [] })} />
      </DeskSection>
    </>,
  )
}

/** The reason for looking into a case of another section; then the case itself. */
export async function postInspection(c: Context<WebEnv>, ctx: CasesContext): Promise<Response> {
  const id = c.req.param('id')
  if (!isUuid(id)) throw notFound()
  const post = await readPost(c)
  const reason = post.text('reason')
  const outcome = await inspectCase(ctx, currentStaff(c), id, reason, c.get('now'))
  if (outcome === 'not-found') throw notFound()
  if (outcome === 'opened') return seeOther(c, `/cases/${id}`)
  return (await outlinePage(c, ctx, { reason, problem: outcome })) ?? seeOther(c, `/cases/${id}`)
}

function factsOf(row: CaseRow, section: string) {
  return [
    { term: messages.state, value: caseWords.states[row.state] },
    { term: messages.section, value: `${section}　${row.assignee_name ?? caseWords.nobody}` },
    { term: messages.arrived, value: longMoment(row.arrived_at) },
    ...(row.due_on === null ? [] : [{ term: messages.due, value: casePageMessages.dueOn(formatShort(row.due_on)) }]),
    ...(row.decided_on === null ? [] : [{ term: messages.decided, value: formatShort(row.decided_on) }]),
  ]
}
