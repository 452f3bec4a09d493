import type { Context, Hono } from 'hono'
import { dayOf } from '../../civic/day.ts'
import { readDate } from '../../civic/era.ts'
import { readYen } from '../../civic/money.ts'
import { transact } from '../../platform/database/transact.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import { type PostedForm, page, seeOther, type WebEnv } from '../../platform/http/index.ts'
import { csrfToken, currentStaff, officeFrame, postedForm, postRanks, requirePermission } from '../identity/index.ts'
import { messages } from './messages.ja.ts'
import { type ApprovalRoutes, cityDb } from './routes.tsx'
import type { MatterRow } from './rules/matter.ts'
import { endMatter, insertMatter, listMatters } from './store/matters.ts'
import { findSectionByCode, sectionNames } from './store/people.ts'
import { MattersPage } from './views/matters-page.tsx'

type Problems = Readonly<Record<string, string>>
const words = messages.matters.problems

/** The 決裁区分 table: rows are added and ended, never rewritten, so that an old decision can be explained. */
export function mattersRoutes(app: Hono<WebEnv>, { services }: ApprovalRoutes): void {
  app.use('/approvals/matters', requirePermission(services, 'organisation.edit'))

  app.get('/approvals/matters', (c) => show(c, {}))

  app.post('/approvals/matters', async (c) => {
    const form = await postedForm(c)
    return form.text('do') === 'end' ? end(c, form) : add(c, form)
  })

  async function show(
    c: Context<WebEnv>,
    shown: { readonly form?: PostedForm; readonly problems?: Problems; readonly endProblem?: string },
  ): Promise<Response> {
    const done = c.req.query('done')
    return page(
      c,
      <MattersPage
        frame={officeFrame(c)}
        rows={await listMatters(cityDb(services, c))}
        sections={await sectionNames(cityDb(services, c))}
        csrf={csrfToken(c)}
        typed={(name) => shown.form?.text(name) ?? ''}
        problems={shown.problems ?? {}}
        {...(shown.endProblem === undefined ? {} : { endProblem: shown.endProblem })}
        {...(done === 'added' || done === 'ended' ? { notice: messages.matters[done] } : {})}
      />,
      shown.problems === undefined && shown.endProblem === undefined ? {} : { status: 422 },
    )
  }

  async function add(c: Context<WebEnv>, form: PostedForm): Promise<Response> {
    const { row, problems } = await readRow(c, form)
    if (row === null) return show(c, { form, problems })
    const staff = currentStaff(c)
    const added = await transact(cityDb(services, c), async (trx) => {
      if (!(await insertMatter(trx, row))) return false
      await appendEvent(
        trx,
        { keys: services.keys, cityId: staff.cityId },
        {
          stream: 'setting',
          streamId: `approval-matter:${row.matter}`,
          type: 'added',
          at: c.get('now'),
          actor: { kind: 'staff', id: staff.staffId },
          codes: { rank: row.deciderRank, upTo: row.upTo, from: row.beginsOn },
        },
      )
      return true
    })
    if (!added) return show(c, { form, problems: { matter: words.twice } })
    return seeOther(c, '/approvals/matters?done=added')
  }

  async function end(c: Context<WebEnv>, form: PostedForm): Promise<Response> {
    const [id, read] = [form.text('id'), readDate(form.text('endsOn'))]
    const row = (await listMatters(cityDb(services, c))).find((each) => each.id === id)
    if (row === undefined || !read.ok || read.day < row.beginsOn) return show(c, { endProblem: words.end })
    const { day } = read
    const staff = currentStaff(c)
    const ended = await transact(cityDb(services, c), async (trx) => {
      if (!(await endMatter(trx, id, day))) return false
      await appendEvent(
        trx,
        { keys: services.keys, cityId: staff.cityId },
        {
          stream: 'setting',
          streamId: `approval-matter:${row.matter}`,
          type: 'ended',
          at: c.get('now'),
          actor: { kind: 'staff', id: staff.staffId },
          codes: { to: day },
        },
      )
      return true
    })
    if (!ended && row.endsOn !== day) return show(c, { endProblem: words.endedMeanwhile })
    return seeOther(c, '/approvals/matters?done=ended')
  }

  async function readRow(
    c: Context<WebEnv>,
    form: PostedForm,
  ): Promise<{ readonly row: MatterRow | null; readonly problems: Problems }> {
    const problems: Record<string, string> = {}
    const matter = form.text('matter').trim()
    const label = form.text('label').trim()
    const limit = form.text('upTo').trim()
    const rank = Number(form.text('rank'))
    const begins = readDate(form.text('beginsOn'))
    const concurrence = form
      .text('concurrence')
      .split(/[\s,、]+/)
      .filter((code) => code !== '')
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(matter)) problems.matter = words.matter
    if (label === '' || label.length > 100) problems.label = words.label
    const upTo = limit === '' ? null : readYen(limit)
    if (upTo === undefined || (upTo !== null && upTo < 0)) problems.upTo = words.upTo
    if (!Object.values<number>(postRanks).includes(rank)) problems.rank = words.rank
    if (!begins.ok) problems.beginsOn = words.from
    for (const code of concurrence) {
      if ((await findSectionByCode(cityDb(services, c), code, dayOf(c.get('now')))) === null)
        problems.concurrence = words.section(code)
    }
    if (Object.keys(problems).length > 0 || upTo === undefined || !begins.ok) return { row: null, problems }
    return {
      row: {
        matter,
        label,
        upTo,
        deciderRank: rank,
        concurrence,
        substitution: form.text('substitution') === 'yes',
        bulk: form.text('bulk') === 'yes',
        basis: form.text('basis').trim().slice(0, 100),
        beginsOn: begins.day,
        endsOn: null,
      },
      problems,
    }
  }
}
