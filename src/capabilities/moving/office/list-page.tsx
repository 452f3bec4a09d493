import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { Button, EmptyState, LinkButton, Pagination, QueueTable, Tabs, Tag } from '../../../design/index.ts'
import { noticeKinds } from '../format/notice.ts'
import { hasEnded } from '../rules/states.ts'
import type { ListedNotice, NoticeFilter } from '../store/notices.ts'
import { messages } from './messages.ja.ts'
import { lastWords, stateTone, visitWords } from './words.ts'

/** The tabs of the list, each a filter. */
export const views = {
  open: { states: ['received', 'matched'] },
  prepared: { states: ['prepared'] },
  match: { states: ['received', 'matched', 'not-shown'], match: 'open' },
  'no-visit': { states: ['received', 'matched', 'prepared', 'not-shown'], withoutVisit: true },
  'not-shown': { states: ['not-shown'] },
  visited: { states: ['visited'] },
  ended: { states: ['done', 'cancelled', 'expired'] },
} as const satisfies Record<string, NoticeFilter>
export type View = keyof typeof views
export const viewNames = Object.keys(views) as View[]

export interface ListPageProps {
  readonly view: View
  readonly kind: string
  readonly counts: Readonly<Record<View, number>>
  readonly notices: readonly ListedNotice[]
  readonly today: string
  readonly page: { readonly number: number; readonly size: number }
}

/** Every notice that waits for something, by what it waits for. */
export function ListPage({ view, kind, counts, notices, today, page }: ListPageProps): JSX.Element {
  const href = (to: View, number = 1): string =>
    `/moving?${new URLSearchParams({ view: to, ...(kind === '' ? {} : { kind }), ...(number === 1 ? {} : { page: String(number) }) })}`
  const first = (page.number - 1) * page.size
  const last = first + notices.length
  return (
    <>
      <div class="heading-row">
        <h1>{messages.title}</h1>
        <div class="heading-end">
          <LinkButton href="/moving/days" kind="line" small label={messages.links.day} />
          <LinkButton href="/moving/search" kind="line" small label={messages.links.search} />
          <LinkButton href="/moving/intake" kind="line" small label={messages.links.intake} />
        </div>
      </div>
      <p>{messages.lead}</p>
      <Tabs
        label={messages.viewsLabel}
        tabs={viewNames.map((name) => ({
          href: href(name),
          label: messages.views[name],
          count: counts[name],
          current: name === view,
        }))}
      />
      <form class="filters" method="get" action="/moving">
        <input type="hidden" name="view" value={view} />
        <label for="kind">
          {messages.kindFilter}
          <select class="input" id="kind" name="kind">
            <option value="">{messages.anyKind}</option>
            {noticeKinds.map((each) => (
              <option value={each} selected={each === kind}>
                {messages.kinds[each]}
              </option>
            ))}
          </select>
        </label>
        <Button kind="line" small label={messages.narrow} />
      </form>
      {notices.length === 0 ? <EmptyState title={messages.none} /> : <NoticeTable notices={notices} today={today} />}
      <Pagination
        shown={notices.length === 0 ? messages.noShown : messages.shown(first + 1, last, counts[view])}
        {...(page.number > 1 ? { previousHref: href(view, page.number - 1) } : {})}
        {...(last < counts[view] ? { nextHref: href(view, page.number + 1) } : {})}
      />
    </>
  )
}

/** Notices as lines; an address is never among them. */
export function NoticeTable({ notices, today }: { notices: readonly ListedNotice[]; today: string }): JSX.Element {
  const { columns } = messages
  return (
    <QueueTable
      caption={messages.caption}
      columns={[
        { id: 'visit', label: columns.visit },
        { id: 'name', label: columns.name, main: true },
        { id: 'kind', label: columns.kind },
        { id: 'number', label: columns.number },
        { id: 'people', label: columns.people, number: true },
        { id: 'moved', label: columns.moved },
        { id: 'last', label: columns.last },
        { id: 'state', label: columns.state },
      ]}
      rows={notices.map(({ row, name }) => ({
        id: row.id,
        cells: {
          visit: visitWords(row),
          name: (
            <a href={`/moving/notices/${row.id}`}>
              <b>{name?.name ?? messages.erased}</b>
            </a>
          ),
          kind: messages.kinds[row.kind],
          number: <span class="keep">{row.receipt_number}</span>,
          people: messages.people(row.people),
          moved: formatEra(row.moved_on),
          last: hasEnded(row.state) ? '' : lastWords(row.last_on, today),
          state: <Tag label={messages.states[row.state]} tone={stateTone[row.state]} icon={false} />,
        },
      }))}
    />
  )
}
