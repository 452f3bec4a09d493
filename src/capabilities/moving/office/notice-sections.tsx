import { randomUUID } from 'node:crypto'
import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { Button, EmptyState, LinkButton, Radios, sayMoment, Table, TextArea } from '../../../design/index.ts'
import { notShownEffects } from '../rules/deadlines.ts'
import { anyCard } from '../rules/people.ts'
import { NoticeTable } from './list-page.tsx'
import { messages } from './messages.ja.ts'
import type { NoticeView } from './notice-load.ts'
import { Hidden } from './screen.tsx'

const words = messages.notice

/** Who the notice may be about: a clerk picks, or says that it is nobody known. */
export function MatchSection({ view, csrf }: { view: NoticeView; csrf: string }): JSX.Element {
  const { row, content } = view.notice
  return (
    <section class="flow" id="match">
      <h2>{words.match}</h2>
      <p>{view.candidates.length > 0 ? words.matchLead : words.matchGone}</p>
      {view.candidates.map((candidate, index) => (
        <div class="card">
          <NoticeTable notices={candidate.notices} today={view.today} />
          <ul>
            {candidate.people.map(({ person, kinds }) => (
              <li>
                {content.notice.people[person]?.name}：{kinds.map((kind) => words.agree[kind]).join('、')}
              </li>
            ))}
            {candidate.address && <li>{words.agreeAddress}</li>}
          </ul>
          <form method="post" action={`/moving/notices/${row.id}/match`}>
            <Hidden csrf={csrf} version={row.version} />
            <input type="hidden" name="household" value={candidate.householdId} />
            <Button kind="line" small label={words.pick} about={`（${index + 1}）`} />
          </form>
        </div>
      ))}
      <form method="post" action={`/moving/notices/${row.id}/match`}>
        <Hidden csrf={csrf} version={row.version} />
        <input type="hidden" name="household" value={row.id} />
        <Button kind="line" small label={words.pickNone} />
      </form>
    </section>
  )
}

/** Other notices of the same people. */
export function HouseholdSection({ view }: { view: NoticeView }): JSX.Element | null {
  if (view.household.length === 0) return null
  return (
    <section class="flow">
      <h2>{words.household}</h2>
      <NoticeTable notices={view.household} today={view.today} />
    </section>
  )
}

/** What follows when nobody came, and what was done about it. */
export function ContactSection({ view, csrf }: { view: NoticeView; csrf: string }): JSX.Element {
  const { row, content } = view.notice
  const { notice } = content
  const effects = notShownEffects(
    { kind: notice.kind, movedOn: notice.movedOn, plannedOutOn: notice.plannedOutOn, card: anyCard(notice.people) },
    view.today,
    (day) => view.facts.isClosedDay(day),
  )
  return (
    <section class="flow" id="contacts">
      {row.state === 'not-shown' && (
        <>
          <h2>{words.notShown}</h2>
          <ul>
            {effects.map((effect) => (
              <li>{words.effect[effect]}</li>
            ))}
          </ul>
          <p>
            <LinkButton kind="line" small href={`/moving/notices/${row.id}/letter`} label={words.letter} />
          </p>
        </>
      )}
      <h2>{words.contacts}</h2>
      {view.contacts.length === 0 ? (
        <EmptyState title={words.contactNone} />
      ) : (
        <Table
          caption={words.contacts}
          columns={[
            { id: 'at', label: messages.intake.columns.at, heading: true },
            { id: 'way', label: words.contactWay },
            { id: 'note', label: words.contactNote },
            { id: 'by', label: '' },
          ].filter(({ label }) => label !== '')}
          rows={view.contacts.map((each) => ({
            at: sayMoment(each.at, 'ja'),
            way: words.contactWays[each.way],
            note: `${each.note}（${each.by}）`,
          }))}
        />
      )}
      <form class="flow" method="post" action={`/moving/notices/${row.id}/contacts`}>
        <Hidden csrf={csrf} version={row.version} />
        <input type="hidden" name="requestKey" value={randomUUID()} />
        <Radios
          id="way"
          name="way"
          label={words.contactWay}
          inline
          options={Object.entries(words.contactWays).map(([value, label]) => ({ value, label }))}
        />
        <TextArea id="note" name="note" label={words.contactNote} rows={3} limit={500} />
        <Button kind="line" small label={words.contactAdd} />
      </form>
    </section>
  )
}

/** The day a visit was planned for, or that there was none. */
export const plannedWords = (view: NoticeView, kind: string): string =>
  view.notice.row.visit_day === null
    ? messages.letter.openingNoDay(kind)
    : messages.letter.opening(kind, formatEra(view.notice.row.visit_day))
