import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import {
  Button,
  DeskSection,
  EmptyState,
  ErrorSummary,
  Notice,
  QueueTable,
  StaffPage,
  type StaffPageProps,
  Tag,
} from '../../../design/index.ts'
import type { WaitingLine } from '../desk.ts'
import type { DeskElsewhere, ElsewhereLine } from '../elsewhere.ts'
import { messages } from '../messages.ja.ts'
import type { DeskLine } from '../store/desk.ts'
import { momentText } from './words.ts'

export interface DeskPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly waiting: readonly WaitingLine[]
  /** `YYYY-MM-DD` in Asia/Tokyo. */
  readonly today: string
  readonly own: readonly DeskLine[]
  readonly reviews: readonly { readonly id: string; readonly title: string; readonly askedAt: Date }[]
  /** What is decided on pages of another capability. */
  readonly elsewhere: Awaited<ReturnType<DeskElsewhere>>
  readonly csrf: string
  readonly notice?: string
  readonly problem?: string
  readonly mayEditMatters: boolean
}

const words = messages.desk

/** The approver's desk: what is their turn, what they sent round themselves, what was decided in their absence. */
export function DeskPage({
  frame,
  waiting,
  today,
  own,
  reviews,
  elsewhere,
  csrf,
  notice,
  problem,
  mayEditMatters,
}: DeskPageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={words.title} failed={problem !== undefined}>
      {problem !== undefined && <ErrorSummary problems={[{ message: problem }]} />}
      {notice !== undefined && <Notice>{notice}</Notice>}
      <h1>{words.count(waiting.length + elsewhere.waiting.length)}</h1>
      {mayEditMatters && (
        <p>
          <a href="/approvals/matters">{messages.matters.title}</a>
        </p>
      )}
      {waiting.length + elsewhere.waiting.length === 0 && <EmptyState title={words.none} />}
      {waiting.length > 0 && <Waiting waiting={waiting} today={today} csrf={csrf} />}
      {elsewhere.waiting.length > 0 && (
        <DeskSection id="elsewhere" title={words.elsewhere}>
          <LinesElsewhere caption={words.elsewhere} lines={elsewhere.waiting} />
        </DeskSection>
      )}
      {reviews.length > 0 && (
        <DeskSection id="reviews" title={words.reviews}>
          <ul class="plain">
            {reviews.map((review) => (
              <li>
                <a href={`/approvals/${review.id}`}>{review.title}</a>　
                <span class="second">{momentText(review.askedAt)}</span>
              </li>
            ))}
          </ul>
        </DeskSection>
      )}
      <DeskSection id="own" title={words.own}>
        {own.length + elsewhere.own.length === 0 && <p class="second">{words.ownNone}</p>}
        {own.length > 0 && <Lines caption={words.own} lines={own} today={today} />}
        {elsewhere.own.length > 0 && <LinesElsewhere caption={words.ownElsewhere} lines={elsewhere.own} />}
      </DeskSection>
    </StaffPage>
  )
}

function Waiting({ waiting, today, csrf }: Pick<DeskPageProps, 'waiting' | 'today' | 'csrf'>): JSX.Element {
  const bulk = waiting.some((line) => line.bulk && line.act === 'decide' && !line.held)
  return (
    <form method="post" action="/approvals/bulk">
      <input type="hidden" name="csrf" value={csrf} />
      <Lines caption={words.waiting} lines={waiting} today={today} select={bulk} />
      {bulk && (
        <>
          <p class="second">{words.bulkHint}</p>
          <Button label={words.bulk} kind="line" name="do" value="preview" />
        </>
      )}
    </form>
  )
}

function Lines({
  caption,
  lines,
  today,
  select = false,
}: {
  caption: string
  lines: readonly (DeskLine & Partial<Pick<WaitingLine, 'deputyFor'>>)[]
  today: string
  select?: boolean
}): JSX.Element {
  return (
    <QueueTable
      caption={caption}
      columns={[
        { id: 'due', label: words.columns.due },
        { id: 'title', label: words.columns.title, main: true },
        { id: 'matter', label: words.columns.matter },
        { id: 'proposer', label: words.columns.proposer },
        { id: 'act', label: words.columns.act },
      ]}
      rows={lines.map((line) => ({
        id: line.id,
        ...(select && line.bulk && line.act === 'decide' && !line.held
          ? { selectLabel: `${words.choose}：${line.title}` }
          : {}),
        cells: {
          due: <Due on={line.dueOn} today={today} />,
          title: <a href={`/approvals/${line.id}`}>{line.title}</a>,
          matter: line.matterLabel,
          proposer: `${line.sectionName} ${line.proposerName}　${momentText(line.proposedAt)}`,
          act: actText(line),
        },
      }))}
      {...(select ? { selectName: 'proposal', selectHeading: words.choose } : {})}
    />
  )
}

/** What is decided on another page: by the day from which it is to hold. */
function LinesElsewhere({ caption, lines }: { caption: string; lines: readonly ElsewhereLine[] }): JSX.Element {
  return (
    <QueueTable
      caption={caption}
      columns={[
        { id: 'due', label: words.columns.from },
        { id: 'title', label: words.columns.title, main: true },
        { id: 'matter', label: words.columns.matter },
        { id: 'proposer', label: words.columns.proposer },
        { id: 'act', label: words.columns.act },
      ]}
      rows={lines.map((line) => ({
        id: line.href,
        cells: {
          due: formatShort(line.dueOn),
          title: <a href={line.href}>{line.title}</a>,
          matter: line.matter,
          proposer: `${line.proposer}　${momentText(line.proposedAt)}`,
          act: line.act,
        },
      }))}
    />
  )
}

function Due({ on, today }: { on: string | null; today: string }): JSX.Element | null {
  if (on === null) return null
  return (
    <>
      {formatShort(on)}
      {on < today && <Tag tone="wrong" label={words.overdue} />}
    </>
  )
}

/** What is to be done, and in whose place: a 代決 is to be seen before the document is opened. */
function actText({ held, act, deputyFor = '' }: DeskLine & Partial<Pick<WaitingLine, 'deputyFor'>>): string {
  const what = held ? messages.states.held : messages.stepWords[act as keyof typeof messages.stepWords]
  return deputyFor === '' ? what : `${what}　${messages.page.substitute(deputyFor)}`
}
