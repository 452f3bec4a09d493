import type { JSX } from 'preact'
import { formatPostcode } from '../../../civic/address.ts'
import { dayOf } from '../../../civic/day.ts'
import { formatEra, formatEraWithWeekday } from '../../../civic/era.ts'
import { Answers, Checks, Columns, Notice, sayMoment, Table, Tag } from '../../../design/index.ts'
import type { NoticeAddress } from '../format/notice.ts'
import { movingChecks } from '../rules/checks.ts'
import { lastContinueDay, movingDeadlines } from '../rules/deadlines.ts'
import { anyCard } from '../rules/people.ts'
import { hasEnded } from '../rules/states.ts'
import { FollowUpSection } from './follow-up-section.tsx'
import { messages } from './messages.ja.ts'
import { ActsAside } from './notice-acts.tsx'
import { lastDayOf, type NoticeView } from './notice-load.ts'
import { ContactSection, HouseholdSection, MatchSection } from './notice-sections.tsx'
import { lastWords, stateTone, visitWords } from './words.ts'

const words = messages.notice

export interface NoticePageProps {
  readonly view: NoticeView
  readonly csrf: string
  readonly isTown: (line: string) => boolean | undefined
  readonly may: { readonly intake: boolean; readonly confidential: boolean }
  readonly said?: string
}

/** One notice with everything that is prepared for the counter. */
export function NoticePage(props: NoticePageProps): JSX.Element {
  const { view, csrf, said } = props
  const { row, name } = view.notice
  return (
    <Columns
      asideLabel={words.acts.title}
      phone="end"
      aside={<ActsAside view={view} csrf={csrf} mayConfidential={props.may.confidential} />}
      lead={
        <>
          {said !== undefined && (
            <Notice>
              <p role="status">{said}</p>
            </Notice>
          )}
          <h1>
            {messages.kinds[row.kind]}　{name?.name}
          </h1>
          <p>
            <Tag label={messages.states[row.state]} tone={stateTone[row.state]} icon={false} />
            {'　'}
            <span class="keep">{row.receipt_number}</span>
          </p>
        </>
      }
    >
      {row.match === 'open' && <MatchSection view={view} csrf={csrf} />}
      <Deadlines view={view} />
      <People view={view} />
      <CheckList {...props} />
      <FollowUpSection view={view} csrf={csrf} mayIntake={props.may.intake} />
      <Outline view={view} />
      <HouseholdSection view={view} />
      {(row.state === 'not-shown' || view.contacts.length > 0 || row.kind === 'move-out') && (
        <ContactSection view={view} csrf={csrf} />
      )}
    </Columns>
  )
}

function Deadlines({ view }: { view: NoticeView }): JSX.Element {
  const { notice, people } = { notice: view.notice.content.notice, people: view.notice.content.notice.people }
  const card = anyCard(people)
  const days = { kind: notice.kind, movedOn: notice.movedOn, plannedOutOn: notice.plannedOutOn, card }
  const found = movingDeadlines(days, view.today, (day) => view.facts.isClosedDay(day))
  const { visited_at: visited, state } = view.notice.row
  const over = hasEnded(state) || visited !== null
  return (
    <section class="flow">
      <h2>{words.deadlines}</h2>
      <Answers
        answers={found.map((each) => ({
          term: words.deadline[each.id],
          value: (
            <>
              <b>{over ? formatEra(each.last) : lastWords(each.last, view.today)}</b>
              <br />
              <span class="hint">
                {words.counted(formatEra(each.from), each.article)}
                {each.id === 'card' && `。${words.cardOpen}`}
              </span>
            </>
          ),
        }))}
      />
      {notice.kind === 'move-in' && visited !== null && card !== false && (
        <p>{words.continueCard(formatEra(lastContinueDay(dayOf(visited))))}</p>
      )}
    </section>
  )
}

function People({ view }: { view: NoticeView }): JSX.Element {
  const known = (value: boolean | undefined): string =>
    value === undefined ? words.unknown : value ? words.yes : words.no
  const { person } = words
  return (
    <section class="flow">
      <h2>{words.people}</h2>
      <Table
        caption={words.people}
        columns={[
          { id: 'name', label: person.name, heading: true },
          { id: 'kana', label: person.kana },
          { id: 'born', label: person.born },
          { id: 'relation', label: person.relation },
          { id: 'card', label: person.card },
          { id: 'foreign', label: person.foreign },
        ]}
        rows={view.notice.content.notice.people.map((each) => ({
          name: each.self === true ? `${each.name}（${person.filer}）` : each.name,
          kana: each.kana,
          born: formatEra(each.bornOn),
          relation: each.relation ?? words.unknown,
          card: known(each.card),
          foreign: known(each.foreign),
        }))}
      />
    </section>
  )
}

function CheckList({ view, isTown }: NoticePageProps): JSX.Element {
  const { row, content } = view.notice
  const lastOn = lastDayOf(view)
  const found = movingChecks(content.notice, {
    match: row.match,
    isTown,
    ...(row.visit_day === null ? {} : { visitDay: row.visit_day }),
    ...(lastOn === undefined ? {} : { lastOn }),
  })
  const finding = (key: string): string => (words.finding as Readonly<Record<string, string>>)[key] ?? ''
  return (
    <section class="flow">
      <h2>{words.checks}</h2>
      <Checks
        checks={found.map(({ id, outcome }) => ({
          id,
          outcome,
          label: words.check[id],
          finding: id === 'match' && outcome === 'pass' ? words.matchWords[row.match] : finding(`${id}.${outcome}`),
        }))}
      />
    </section>
  )
}

function Outline({ view }: { view: NoticeView }): JSX.Element {
  const { row, content } = view.notice
  const { notice } = content
  const line = (term: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [{ term, value }]
  const contact = [notice.contact?.phone, notice.contact?.email, notice.contact?.when].filter(Boolean).join('　')
  const wish =
    notice.visit &&
    words.wish(
      formatEraWithWeekday(notice.visit.day),
      notice.visit.starts === undefined ? '' : ` ${notice.visit.starts}`,
    )
  return (
    <section class="flow">
      <h2>{words.facts}</h2>
      <Answers
        answers={[
          ...line(words.visit, [visitWords(row), row.visit_day === null ? wish : undefined].filter(Boolean).join('　')),
          ...line('', notice.visit?.who === undefined ? undefined : words.who[notice.visit.who]).map((each) => ({
            ...each,
            term: words.visit,
          })),
          ...line(words.moved, formatEra(notice.movedOn)),
          ...line(words.planned, notice.plannedOutOn === undefined ? undefined : formatEra(notice.plannedOutOn)),
          ...line(words.from, addressWords(notice.from)),
          ...line(words.to, addressWords(notice.to)),
          ...line(words.headFrom, notice.head?.from),
          ...line(words.headTo, notice.head?.to),
          ...line(words.part, notice.part === undefined ? undefined : words.parts[notice.part]),
          ...line(words.contact, contact),
          ...line(words.source, words.sources(row.source)),
          ...line(words.filed, sayMoment(row.filed_at, 'ja')),
          ...line(words.received, sayMoment(row.received_at, 'ja')),
        ]}
      />
    </section>
  )
}

function addressWords(address: NoticeAddress | undefined): string | undefined {
  if (address === undefined) return undefined
  const { postcode, line, building } = address
  return [postcode === undefined ? '' : `〒${formatPostcode(postcode)}`, line, building ?? '']
    .filter((each) => each !== '')
    .join('　')
}
