import type { ComponentChildren, JSX } from 'preact'
import {
  Button,
  Columns,
  EraDate,
  type EraDateProps,
  ErrorSummary,
  type Fact,
  Facts,
  LinkButton,
  LinkRow,
  LinkRows,
  Notice,
  ReadyList,
  ResidentPage,
  type ResidentPageProps,
  Tag,
  Text,
  Timeline,
  type Words,
} from '../../../../design/index.ts'
import { Often, type OftenProps } from '../../bundles/views/often.tsx'
import type { ProcedureMessages } from '../messages.ts'
import {
  Calendar,
  type CalendarProps,
  type EligibilityProps,
  EligibilityQuestions,
  HandOverCard,
  type HandOverProps,
} from './hand-over.tsx'

export interface ProcedurePageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: ProcedureMessages
  readonly id: string
  readonly name: Words
  readonly officialName: string
  readonly summary: Words
  /** The one main button; absent when it can't be begun online now. */
  readonly start?: { readonly href: string; readonly label: string; readonly note: string; readonly kept: string }
  readonly minutes: number
  /** Said on top: what was just done. */
  readonly notice?: Words
  /** Why it can't be begun now. */
  readonly closed?: readonly Words[]
  readonly deadline?: {
    readonly title: string
    readonly question: Words
    readonly value?: string
    readonly left?: string
    readonly lines: readonly Words[]
    readonly typed: NonNullable<EraDateProps['value']>
    readonly error?: string
  }
  /** Another system carries it: where the page leads, what is needed there, who helps. */
  readonly handOver?: HandOverProps
  readonly eligibility?: EligibilityProps
  readonly calendar?: CalendarProps
  readonly facts: readonly Fact[]
  readonly sessions: readonly {
    readonly label: Words
    readonly left?: string
    readonly full: boolean
    readonly draw?: { readonly href: string; readonly label: string }
  }[]
  readonly prepare: readonly Words[]
  readonly afterwards: readonly Words[]
  readonly otherWays: readonly { readonly title: string; readonly text: Words }[]
  /** Forms to print; absent where nothing is taken on paper. */
  readonly paper?: {
    readonly send: Words
    readonly files: readonly { readonly href: string; readonly label: string }[]
  }
  readonly next: readonly { readonly href: string; readonly title: Words; readonly note: Words }[]
  /** Procedures that may be filed together with this one, to be ticked. */
  readonly often?: OftenProps
  /** Events of life that it belongs to. */
  readonly lifeEvents: readonly { readonly href: string; readonly title: Words }[]
  readonly basis: string
  readonly owner: string
}

/** One procedure: what a person may do, by when, and the one button; explanations below. */
export function ProcedurePage(props: ProcedurePageProps): JSX.Element {
  const { frame, m, deadline, closed, handOver, eligibility, calendar } = props
  return (
    <ResidentPage
      {...frame}
      title={props.name}
      failed={deadline?.error !== undefined || eligibility?.outcome === 'incomplete'}
      back={{ href: '/procedures', label: m.back }}
    >
      <Columns
        phone="top"
        asideLabel={props.start?.label ?? handOver?.title ?? m.card(props.minutes)}
        aside={
          props.start ? (
            <StartCard m={m} start={props.start} minutes={props.minutes} />
          ) : (
            handOver && <HandOverCard m={m} handOver={handOver} />
          )
        }
        lead={
          <>
            {deadline?.error !== undefined && <ErrorSummary problems={[{ id: 'from', message: deadline.error }]} />}
            {eligibility && <ErrorSummary problems={eligibility.problems} />}
            {props.notice !== undefined && (
              <Notice>
                <p>
                  <Text words={props.notice} />
                </p>
              </Notice>
            )}
            <h1>
              <Text words={props.name} />
            </h1>
            <p class="lead">
              <Text words={props.summary} />
            </p>
            <p class="hint">
              <Text words={m.officialName(props.officialName)} />
            </p>
            {closed && (
              <Notice title={m.closedTitle}>
                {closed.map((words) => (
                  <p>
                    <Text words={words} />
                  </p>
                ))}
              </Notice>
            )}
          </>
        }
      >
        {eligibility && <EligibilityQuestions m={m} id={props.id} eligibility={eligibility} link={handOver?.link} />}
        {calendar && <Calendar calendar={calendar} />}
        {deadline && <DeadlineQuestion m={m} id={props.id} deadline={deadline} />}
        <Section title={m.summary}>
          <Facts facts={props.facts} />
        </Section>
        {props.sessions.length > 0 && (
          <Section title={m.sessions}>
            <ul class="rows">
              {props.sessions.map((session) => (
                <li>
                  <Text words={session.label} />{' '}
                  {session.left !== undefined && <Tag label={session.left} tone={session.full ? 'calm' : 'plain'} />}
                  {session.draw && (
                    <a href={session.draw.href}>
                      <Text words={session.draw.label} />
                    </a>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {handOver && (
          <Section title={m.elsewhereNeeds}>
            <ReadyList things={handOver.needs.map((title) => ({ title }))} />
          </Section>
        )}
        {props.prepare.length > 0 && (
          <Section title={m.prepare}>
            <ReadyList things={props.prepare.map((title) => ({ title }))} />
          </Section>
        )}
        <Section title={m.afterwards}>
          <Timeline steps={props.afterwards.map((title) => ({ title, status: 'later' }))} />
        </Section>
        <Section title={m.otherWays}>
          {props.otherWays.map((way) => (
            <>
              <h3>
                <Text words={way.title} />
              </h3>
              <p>
                <Text words={way.text} />
              </p>
            </>
          ))}
        </Section>
        {props.paper && (
          <Section title={m.paperForms}>
            <LinkRows>
              {props.paper.files.map((file) => (
                <LinkRow href={file.href} title={file.label} />
              ))}
            </LinkRows>
            <p>
              <Text words={props.paper.send} />
            </p>
          </Section>
        )}
        {props.next.length > 0 && (
          <Section title={m.nextProcedures}>
            <LinkRows>
              {props.next.map((next) => (
                <LinkRow href={next.href} title={next.title} note={next.note} />
              ))}
            </LinkRows>
          </Section>
        )}
        {props.often !== undefined && <Often {...props.often} />}
        {props.lifeEvents.length > 0 && (
          <Section title={m.lifeEvents}>
            <LinkRows columns>
              {props.lifeEvents.map((event) => (
                <LinkRow href={event.href} title={event.title} />
              ))}
            </LinkRows>
          </Section>
        )}
        <p class="fine">
          {props.basis !== '' && (
            <>
              <Text words={m.basis(props.basis)} />
              {'　'}
            </>
          )}
          <Text words={m.owner(props.owner)} />
        </p>
      </Columns>
    </ResidentPage>
  )
}

function Section({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={title} />
      </h2>
      {children}
    </section>
  )
}

function StartCard({
  m,
  start,
  minutes,
}: {
  m: ProcedureMessages
  start: NonNullable<ProcedurePageProps['start']>
  minutes: number
}): JSX.Element {
  return (
    <div class="card">
      <p class="hint">
        <Text words={m.card(minutes)} />
      </p>
      <LinkButton href={start.href} label={start.label} wide />
      <p class="fine">
        <Text words={start.note} />
        <br />
        <Text words={start.kept} />
      </p>
    </div>
  )
}

function DeadlineQuestion({
  m,
  id,
  deadline,
}: {
  m: ProcedureMessages
  id: string
  deadline: NonNullable<ProcedurePageProps['deadline']>
}): JSX.Element {
  return (
    <section class="panel" id="deadline" aria-labelledby="deadline-title">
      <h2 id="deadline-title">
        <Text words={deadline.title} />
      </h2>
      {deadline.value !== undefined && (
        <p class="large">
          <Text words={deadline.value} />
          {deadline.left !== undefined && (
            <small>
              <Text words={deadline.left} />
            </small>
          )}
        </p>
      )}
      {deadline.lines.map((line) => (
        <p>
          <Text words={line} />
        </p>
      ))}
      <form class="stack" method="get" action={`/procedures/${id}`}>
        <EraDate
          id="from"
          name="from"
          label={deadline.question}
          value={deadline.typed}
          {...(deadline.error === undefined ? {} : { error: deadline.error })}
        />
        <Button label={m.deadlineCompute} kind="line" />
      </form>
    </section>
  )
}
