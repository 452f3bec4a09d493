import type { Hono } from 'hono'
import { dayOf, isDay } from '../../../civic/day.ts'
import { formatEraWithWeekday, readDate } from '../../../civic/era.ts'
import { Button, EmptyState, ErrorSummary, Notice, Table, TextInput } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import { type Moving, officeDb } from '../moving.ts'
import { type Counter, countersOn, isOpenOn, startsOf } from '../rules/slots.ts'
import { type ListedNotice, listNotices } from '../store/notices.ts'
import { takenSlots } from '../store/slots.ts'
import { mayOf, tellLook } from './list-routes.tsx'
import { messages } from './messages.ja.ts'
import { backToList, screen } from './screen.tsx'

const words = messages.day
const most = 300

/** One day at the counter: who comes when, printable, and the seats that are left. */
export function dayRoutes(app: Hono<WebEnv>, ctx: Moving): void {
  app.get('/moving/days', async (c) => {
    const staff = currentStaff(c)
    const { cityId } = staff
    const typed = (c.req.query('day') ?? '').trim().slice(0, 40)
    const read = typed === '' || isDay(typed) ? undefined : readDate(typed)
    const wrong = read?.ok === false
    const day = read?.ok ? read.day : isDay(typed) ? typed : dayOf(c.get('now'))
    const db = officeDb(ctx, cityId)
    const facts = await ctx.catalogue.facts(cityId, day)
    const filter = {
      visitDay: day,
      states: ['received', 'matched', 'prepared', 'visited', 'done', 'not-shown'],
    } as const
    const notices = await listNotices(db, ctx.services.keys, cityId, filter, mayOf(c), { limit: most, offset: 0 })
    await tellLook(c, ctx, 'day', notices)
    // Confidential visits take a seat as all others do, also for who may not know of them.
    const online = await onlineTaken(ctx, cityId, day)
    const office = await takenSlots(db, day, day)
    const counters = countersOn(facts).filter((counter) => isOpenOn(counter, day, (each) => facts.isClosedDay(each)))
    const content = (
      <>
        <ErrorSummary problems={wrong ? [{ id: 'day', message: words.badDay }] : []} />
        <h1>{words.title(formatEraWithWeekday(day))}</h1>
        <div class="screen-only flow">
          <p>{words.lead}</p>
          <form class="filters" method="get" action="/moving/days">
            <TextInput
              id="day"
              name="day"
              label={words.pick}
              value={typed === '' ? day : typed}
              width="12"
              error={wrong ? words.badDay : undefined}
            />
            <Button kind="line" small label={words.show} />
          </form>
        </div>
        {facts.isClosedDay(day) && (
          <Notice>
            <p>{words.closed}</p>
          </Notice>
        )}
        {notices.length === 0 ? <EmptyState title={words.none} /> : <Visits notices={notices} counters={counters} />}
        <section class="flow screen-only">
          <h2>{words.slots}</h2>
          {counters.length === 0 ? (
            <EmptyState title={words.noCounter} />
          ) : (
            <Seats day={day} counters={counters} online={online} office={office} />
          )}
          <p class="hint">{words.print}</p>
          <p class="hint">{words.edit}</p>
          {mayDo(staff, 'registers.edit') && (
            <p>
              <a href="/catalogue/registers/moving-counters">{words.editLink}</a>
            </p>
          )}
        </section>
      </>
    )
    return screen(c, words.title(formatEraWithWeekday(day)), content, {
      back: backToList,
      ...(wrong ? { status: 422 as const } : {}),
    })
  })
}

/** Seats of the portal as the office knows them: from the notices, since the internet zone counts. */
async function onlineTaken(ctx: Moving, cityId: string, day: string): Promise<ReadonlyMap<string, number>> {
  const rows = await officeDb(ctx, cityId)
    .selectFrom('moving_notice')
    .select(({ fn }) => ['visit_counter', 'visit_starts', fn.countAll<string>().as('count')])
    .where('visit_day', '=', day)
    .where('visit_pot', '=', 'online')
    .groupBy(['visit_counter', 'visit_starts'])
    .execute()
  return new Map(rows.map((row) => [`${row.visit_counter}/${day}/${row.visit_starts}`, Number(row.count)]))
}

function Visits({ notices, counters }: { notices: readonly ListedNotice[]; counters: readonly Counter[] }) {
  const { columns } = words
  return (
    <Table
      caption={words.lead}
      columns={[
        { id: 'time', label: columns.time, heading: true },
        { id: 'counter', label: columns.counter },
        { id: 'name', label: columns.name },
        { id: 'kind', label: columns.kind },
        { id: 'people', label: columns.people, number: true },
        { id: 'number', label: columns.number },
        { id: 'state', label: columns.state },
      ]}
      rows={notices.map(({ row, name }) => ({
        time: row.visit_starts ?? '',
        counter: counters.find(({ id }) => id === row.visit_counter)?.label.ja ?? row.visit_counter ?? '',
        name: <a href={`/moving/notices/${row.id}`}>{name?.name ?? messages.erased}</a>,
        kind: messages.kinds[row.kind],
        people: messages.people(row.people),
        number: <span class="keep">{row.receipt_number}</span>,
        state: messages.states[row.state],
      }))}
    />
  )
}

function Seats(props: {
  readonly day: string
  readonly counters: readonly Counter[]
  readonly online: ReadonlyMap<string, number>
  readonly office: ReadonlyMap<string, number>
}) {
  const { day, counters, online, office } = props
  const { slotColumns } = words
  return (
    <Table
      caption={words.slots}
      columns={[
        { id: 'time', label: slotColumns.time, heading: true },
        { id: 'counter', label: slotColumns.counter },
        { id: 'online', label: slotColumns.online, number: true },
        { id: 'office', label: slotColumns.office, number: true },
      ]}
      rows={counters.flatMap((counter) =>
        startsOf(counter).map((starts) => {
          const key = `${counter.id}/${day}/${starts}`
          return {
            time: starts,
            counter: counter.label.ja,
            online: words.of(online.get(key) ?? 0, counter.onlineSeats),
            office: words.of(office.get(key) ?? 0, counter.officeSeats),
          }
        }),
      )}
    />
  )
}
