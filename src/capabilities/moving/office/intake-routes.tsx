import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { Button, EmptyState, ErrorSummary, Notice, Radios, sayMoment, Table, Warning } from '../../../design/index.ts'
import { notFound, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, currentStaff } from '../../identity/index.ts'
import { adaptersOf, openPointsOf } from '../adapters/manifest.ts'
import { intakeSchema } from '../format/notice.ts'
import { mostMegabytes } from '../format/read-file.ts'
import { importFile, ownLayout } from '../intake.ts'
import { type Moving, officeDb, staffActor } from '../moving.ts'
import { messages } from './messages.ja.ts'
import { backToList, Hidden, screen } from './screen.tsx'

const words = messages.intake
const uuid = z.uuid()
const kept = z.object({
  sentence: z.string().optional(),
  rows: z.array(
    z.object({
      at: z.number(),
      outcome: z.enum(['taken', 'known', 'refused', 'cancelled']),
      receiptNumber: z.string().optional(),
      sentences: z.array(z.string()).optional(),
    }),
  ),
})

/** Files from other systems: chosen, read in, and a report of every row. */
export function intakeRoutes(app: Hono<WebEnv>, ctx: Moving): void {
  app.get('/moving/intake', (c) => intakePage(c, ctx, {}))

  app.post('/moving/intake', async (c) => {
    const form = await readForm(c, { bodyBytes: (mostMegabytes + 1) * 1024 * 1024, parts: 20 })
    if (!checkCsrf(c, form.text('csrf'))) return intakePage(c, ctx, { file: messages.notice.changed })
    const layout = layoutsOf(ctx).find(({ id }) => id === form.text('layout'))
    const file = form.files.get('file')?.[0]
    if (layout === undefined) return intakePage(c, ctx, { layout: words.layoutMissing })
    if (file === undefined || file.bytes.byteLength === 0) return intakePage(c, ctx, { file: words.missing }, layout.id)
    const staff = currentStaff(c)
    const by = { actor: staffActor(staff), name: staff.name }
    const report = await importFile(ctx, staff.cityId, layout.id, file.bytes, by, c.get('now'))
    return seeOther(c, `/moving/intake/${report.id}`)
  })

  app.get('/moving/intake/schema.json', (c) => c.json(intakeSchema()))

  app.get('/moving/intake/:intake', async (c) => {
    const id = uuid.safeParse(c.req.param('intake'))
    if (!id.success) throw notFound()
    const db = officeDb(ctx, currentStaff(c).cityId)
    const row = await db.selectFrom('moving_intake').selectAll().where('id', '=', id.data).executeTakeFirst()
    if (row === undefined) throw notFound()
    const report = kept.parse(row.report)
    const content = (
      <>
        <h1>{words.report}</h1>
        {report.sentence === undefined ? (
          <Notice>
            <p role="status">{words.summary(row.accepted, row.known, row.refused)}</p>
          </Notice>
        ) : (
          <Warning title={words.nothing}>
            <p role="status">{report.sentence}</p>
          </Warning>
        )}
        {report.rows.length > 0 && (
          <Table
            caption={words.report}
            columns={[
              { id: 'at', label: words.rowColumns.at, number: true },
              { id: 'outcome', label: words.rowColumns.outcome },
              { id: 'number', label: words.rowColumns.number },
              { id: 'why', label: words.rowColumns.why },
            ]}
            rows={report.rows.map((each) => ({
              at: String(each.at),
              outcome: words.outcomes[each.outcome],
              number: <span class="keep">{each.receiptNumber ?? ''}</span>,
              why: (each.sentences ?? []).join(' '),
            }))}
          />
        )}
      </>
    )
    return screen(c, words.report, content, { back: { href: '/moving/intake', label: words.title } })
  })
}

/** The documented format, and the adapters that have no open point. */
function layoutsOf(ctx: Moving): readonly { readonly id: string; readonly label: string }[] {
  const adapters = adaptersOf(ctx.services.config.rootDir).filter((each) => openPointsOf(each).length === 0)
  return [{ id: ownLayout, label: words.own }, ...adapters.map(({ id, label }) => ({ id, label }))]
}

async function intakePage(
  c: Context<WebEnv>,
  ctx: Moving,
  problems: { readonly file?: string; readonly layout?: string },
  chosen?: string,
): Promise<Response> {
  const rows = await officeDb(ctx, currentStaff(c).cityId)
    .selectFrom('moving_intake')
    .select(['id', 'read_at', 'read_name', 'adapter', 'accepted', 'known', 'refused'])
    .orderBy('read_at', 'desc')
    .limit(20)
    .execute()
  const layouts = layoutsOf(ctx)
  const open = adaptersOf(ctx.services.config.rootDir).filter((each) => openPointsOf(each).length > 0)
  const summary = Object.entries(problems).map(([id, message]) => ({ id, message }))
  const labelOf = (id: string): string => layouts.find((each) => each.id === id)?.label ?? id
  const content = (
    <>
      <ErrorSummary problems={summary} />
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <form class="flow" method="post" action="/moving/intake" enctype="multipart/form-data">
        <Hidden csrf={csrfToken(c)} />
        <Radios
          id="layout"
          name="layout"
          label={words.layout}
          options={layouts.map(({ id, label }) => ({ value: id, label }))}
          value={chosen ?? ownLayout}
          error={problems.layout}
        />
        <div class={problems.file === undefined ? 'field' : 'field field-wrong'}>
          <label class="field-label" for="file">
            {words.file}
          </label>
          <p class="hint" id="file-hint">
            {words.fileHint}
          </p>
          {problems.file !== undefined && (
            <p class="field-error" id="file-error">
              {problems.file}
            </p>
          )}
          <input
            class="input input-file"
            type="file"
            id="file"
            name="file"
            accept=".json,.csv"
            aria-describedby="file-hint"
          />
        </div>
        <Button label={words.read} />
      </form>
      <p>
        <a href="/moving/intake/schema.json">{words.schema}</a>
      </p>
      {open.length > 0 && (
        <section class="flow">
          <h2>{words.openTitle}</h2>
          <p>{words.openLead}</p>
          {open.map((adapter) => (
            <details>
              <summary>{words.openOf(adapter.label, openPointsOf(adapter).length)}</summary>
              <ul>
                {openPointsOf(adapter).map(({ item, point }) => (
                  <li>
                    <code>{item}</code>：{point}
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </section>
      )}
      <h2>{words.last}</h2>
      {rows.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <Table
          caption={words.last}
          columns={[
            { id: 'at', label: words.columns.at, heading: true },
            { id: 'by', label: words.columns.by },
            { id: 'layout', label: words.columns.layout },
            { id: 'accepted', label: words.columns.accepted, number: true },
            { id: 'known', label: words.columns.known, number: true },
            { id: 'refused', label: words.columns.refused, number: true },
          ]}
          rows={rows.map((row) => ({
            at: <a href={`/moving/intake/${row.id}`}>{sayMoment(row.read_at, 'ja')}</a>,
            by: row.read_name,
            layout: labelOf(row.adapter),
            accepted: String(row.accepted),
            known: String(row.known),
            refused: String(row.refused),
          }))}
        />
      )}
    </>
  )
  return screen(c, words.title, content, { back: backToList, ...(summary.length > 0 ? { status: 422 as const } : {}) })
}
