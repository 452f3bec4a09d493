import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import { Answers, Button, Card, Facts, LinkButton, Radios } from '../../../design/index.ts'
import { amendmentMessages } from '../amendment/messages.ja.ts'
import { cancellationMessages } from '../cancellation/messages.ja.ts'
import { effectText } from '../cancellation/words.ts'
import { Hidden } from '../posting.tsx'
import { caseWords } from '../words.ja.ts'
import { shortMoment } from '../words.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** What stands on the right: the deadline and what stopped it, what to do now, and what was decided. */
export function DecisionAside(props: CasePageProps): JSX.Element {
  return (
    <div class="flow sticky">
      <Now {...props} />
      <DeadlineCard {...props} />
      <p>
        <a href={`/cases/${props.loaded.row.id}/next`} data-key="next-page">
          {messages.next}
        </a>
      </p>
    </div>
  )
}

function Now(props: CasePageProps): JSX.Element {
  const { loaded, may, hidden, isMine } = props
  const { row } = loaded
  const action = (path: string) => `/cases/${row.id}/${path}`
  return (
    <Card title={messages.decision}>
      <Decided {...props} />
      {row.state === 'submitted' && may.intake && (
        <form class="flow" method="post" action={action('acceptance')}>
          <Hidden fields={hidden()} />
          <p>{messages.acceptWhy}</p>
          <Button wide label={messages.accept} />
        </form>
      )}
      {row.closed_at === null && may.review && !isMine && (
        <form class="flow" method="post" action={action('assignment')}>
          <Hidden fields={hidden()} />
          <Button wide kind={row.state === 'received' ? 'main' : 'line'} label={messages.take} shortcut="take" />
        </form>
      )}
      {row.state === 'reviewing' && may.propose && <Outcomes {...props} />}
      {['decided', 'notified'].includes(row.state) && may.review && (
        <form class="flow" method="post" action={action('completion')}>
          <Hidden fields={hidden()} />
          <p class="sub">{messages.completeWhy}</p>
          <Button wide label={messages.complete} />
        </form>
      )}
    </Card>
  )
}

/** The choice of what to decide; the next page asks for its values and grounds. */
function Outcomes({ loaded, route, routes }: CasePageProps): JSX.Element {
  return (
    <form class="flow decision" method="get" action={`/cases/${loaded.row.id}/decision`}>
      <Radios
        id="outcome"
        name="outcome"
        label={messages.outcome}
        options={loaded.procedure.outcomes().map((outcome) => {
          const hint = routes.get(outcome.id) ?? ''
          return { value: outcome.id, label: outcome.label.ja, ...(hint === '' ? {} : { hint }) }
        })}
      />
      {route !== '' && <p class="hint">{route}</p>}
      <Button wide label={messages.toDecision} shortcut="decide" />
      <LinkButton wide kind="text" href={`/cases/${loaded.row.id}/correction`} label={messages.toCorrection} />
    </form>
  )
}

function Decided({ loaded, letterHref }: CasePageProps): JSX.Element | null {
  const decision = loaded.decisions[0]
  if (!decision) return null
  const outcome = loaded.procedure.outcomes().find((each) => each.id === decision.outcomeId)
  const undone = (id: string) => loaded.decisions.find((each) => each.id === id)
  // Beneath a newer decision it has to be said which one fell.
  const earlier = (id: string): string => {
    const label = loaded.procedure.outcomes().find((each) => each.id === undone(id)?.outcomeId)?.label.ja
    return cancellationMessages.earlier(label ?? '')
  }
  return (
    <>
      <Answers
        answers={[
          { term: messages.outcome, value: <b>{outcome?.label.ja ?? decision.outcomeId}</b> },
          ...decision.content.facts.map((fact) => ({ term: fact.label, value: fact.text })),
        ]}
      />
      <p class="sub">
        {(decision.ended === 'decided' || decision.ended === 'annulled') && decision.decidedOn !== null
          ? messages.decided(formatShort(decision.decidedOn), decision.documentNumber ?? '')
          : messages.proposalBy(decision.preparedByName, shortMoment(decision.preparedAt))}
      </p>
      {loaded.amendments
        .filter((each) => each.ended === 'decided' && each.decisionId === decision.id)
        .map((each) => (
          <p>
            <b>{amendmentMessages.done(formatShort(each.decidedOn ?? ''), each.documentNumber ?? '')}</b>
            {each.content.items.map(
              ({ where, wrong, right }) => `　${where}：${amendmentMessages.fromTo(wrong, right)}`,
            )}
            {each.proposalId !== null && (
              <>
                {'　'}
                <a href={`/approvals/${each.proposalId}`}>{amendmentMessages.proposalLink}</a>
              </>
            )}
          </p>
        ))}
      {loaded.cancellations
        .filter((each) => each.decidedOn !== null)
        .map((each) => (
          <p>
            {each.decisionId !== decision.id && earlier(each.decisionId)}
            <b>
              {cancellationMessages.cancelled(cancellationMessages.kinds[each.kind], formatShort(each.decidedOn ?? ''))}
            </b>
            {'　'}
            {effectText(each, undone(each.decisionId)?.decidedOn ?? '', each.decidedOn ?? '')}
            {each.proposalId !== null && (
              <>
                {'　'}
                <a href={`/approvals/${each.proposalId}`}>{cancellationMessages.proposalLink}</a>
              </>
            )}
          </p>
        ))}
      {decision.ended === 'sent-back' && <p>{messages.returned(decision.returnReason)}</p>}
      {decision.ended === 'recalled' && <p>{messages.recalled}</p>}
      {decision.proposalId !== null && (
        <p>
          <a href={`/approvals/${decision.proposalId}`}>{messages.proposalLink}</a>
        </p>
      )}
      {loaded.letters.map((letter) => (
        <p>
          {letter.title}　{letterState(letter)}
          {'　'}
          {letter.madeAt !== null && (
            <a href={letterHref(letter.letterId)} target="_blank" rel="noopener noreferrer">
              {messages.openLetter}
            </a>
          )}
        </p>
      ))}
    </>
  )
}

function letterState(letter: CasePageProps['loaded']['letters'][number]): string {
  const words = messages.letterStates
  if (letter.voidedAt !== null) return words.void
  if (letter.failure !== null) return words.failed(letter.failure)
  if (letter.readAt !== null) return words.read(shortMoment(letter.readAt))
  if (letter.deliveredAt !== null)
    return words.delivered(caseWords.deliveries[letter.way] ?? letter.way, shortMoment(letter.deliveredAt))
  return letter.madeAt === null ? words.ordered : words.made
}

function DeadlineCard({ loaded }: CasePageProps): JSX.Element {
  const { deadline } = loaded
  const { statutory } = deadline
  const kind = statutory
    ? messages.statutory(statutory.law, statutory.article, deadline.periodDays)
    : messages.period(deadline.periodDays, messages.countings[deadline.counting] ?? '')
  return (
    <Card title={messages.deadline}>
      <Facts
        facts={[
          { term: messages.deadline, value: <b>{messages.dueOn(formatShort(deadline.dueOn))}</b> },
          { term: kind, value: messages.elapsed(deadline.elapsed) },
        ]}
      />
      {deadline.pauses.length > 0 && (
        <>
          <h3>{messages.pauses}</h3>
          <ul>
            {deadline.pauses.map((pause) => (
              <li>
                {messages.pause(
                  caseWords.states[pause.state],
                  formatShort(pause.from),
                  pause.to === undefined ? messages.still : formatShort(pause.to),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}
