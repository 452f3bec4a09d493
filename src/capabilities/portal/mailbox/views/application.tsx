import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  Columns,
  type Fact,
  Facts,
  LinkButton,
  LinkRow,
  LinkRows,
  Notice,
  Panel,
  ResidentPage,
  type ResidentPageProps,
  Tag,
  Text,
  Timeline,
  type TimelineStep,
  type Words,
} from '../../../../design/index.ts'
import { AnswerSections, type AnswerSectionsProps } from '../../submission/views/answer-sections.tsx'
import { Coming, type ComingProps } from '../../submission/views/coming.tsx'
import { ForgetBrowser } from '../../submission/views/forget-browser.tsx'
import type { MailboxMessages } from '../messages.ts'

/** What the city decided, as the person reads it. */
interface Told {
  readonly result: string
  readonly facts: readonly Fact[]
  readonly notes: readonly string[]
  readonly letter?: { readonly href: string; readonly label: string; readonly opened?: string }
}

export interface ApplicationProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: MailboxMessages
  readonly name: Words
  readonly state: string
  readonly stateHelp: string
  readonly stateEnded: boolean
  readonly facts: readonly Fact[]
  readonly steps: readonly TimelineStep[]
  /** What the person has to do now, the most urgent first. */
  readonly todo: readonly {
    readonly title: string
    readonly text?: string
    readonly href?: string
    readonly due?: string
    readonly facts?: readonly Fact[]
    /** A link with words of its own. */
    readonly action?: { readonly href: string; readonly label: string }
  }[]
  readonly place?: string
  /** A free place that waits for this person's answer. */
  readonly offer?: {
    readonly until: string
    readonly action: string
    readonly hidden: Readonly<Record<string, string>>
    readonly problem?: string
  }
  readonly draw?: { readonly href: string; readonly label: string }
  /** The others that were filed in the same act. */
  readonly together?: {
    readonly title: string
    readonly rows: readonly { readonly href: string; readonly title: string; readonly note: string }[]
  }
  readonly paid?: string
  /** What the procedure says of its own: values of this application, and what comes. Absent when it is over. */
  readonly coming?: ComingProps
  readonly decision?: Told
  /** The decision was cancelled afterwards. */
  readonly cancellation?: Told
  /** What may be filed next with these answers; without `href` not yet, or not now. */
  readonly followUps: readonly { readonly href?: string; readonly title: Words; readonly note: string }[]
  /** Clerical errors of the notice that were put right. */
  readonly amendments?: readonly Told[]
  readonly done: readonly string[]
  readonly sections: AnswerSectionsProps
  readonly files: readonly { readonly href: string; readonly name: string }[]
  readonly copyHref: string
  readonly withdrawHref?: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly notice?: string
  /** Form token of the button for a browser without an account. */
  readonly forget?: string
}

/** One application: its state in plain words, what to do and by when, the result, and what was sent. */
export function ApplicationPage(props: ApplicationProps): JSX.Element {
  const { frame, m, decision, cancellation } = props
  return (
    <ResidentPage {...frame} title={props.name} {...(props.back ? { back: props.back } : {})}>
      <Columns
        asideLabel={m.copy}
        aside={
          <>
            <LinkRows>
              <LinkRow href={props.copyHref} title={m.copy} icon="download" />
              {props.withdrawHref !== undefined && <LinkRow href={props.withdrawHref} title={m.withdraw} />}
            </LinkRows>
            {props.forget !== undefined && <ForgetBrowser m={props.sections.m} csrf={props.forget} />}
          </>
        }
      >
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
        <p>
          <Tag label={props.state} tone={props.stateEnded ? 'done' : 'now'} /> <Text words={props.stateHelp} />
        </p>
        <Facts facts={props.facts} />
        <section class="panel" id="todo">
          <h2>
            <Text words={m.youMust} />
          </h2>
          {props.todo.length === 0 ? (
            <p>
              <Text words={m.nothingToDo} />
            </p>
          ) : (
            props.todo.map((each) => <Todo m={m} todo={each} />)
          )}
        </section>
        {props.offer && <Offer m={m} offer={props.offer} />}
        {props.offer === undefined && props.place !== undefined && (
          <Notice>
            <p>
              <Text words={props.place} />
            </p>
          </Notice>
        )}
        {props.draw && (
          <LinkRows>
            <LinkRow href={props.draw.href} title={props.draw.label} />
          </LinkRows>
        )}
        {cancellation && <Decision m={m} id="cancellation" title={m.cancellationTitle} decision={cancellation} />}
        {decision && <Decision m={m} id="decision" title={m.decisionTitle} decision={decision} />}
        {props.followUps.length > 0 && <FollowUps m={m} followUps={props.followUps} />}
        {(props.amendments ?? []).map((each, index) => (
          <Decision m={m} id={`amendment-${index + 1}`} title={m.amendmentTitle} decision={each} />
        ))}
        {props.paid !== undefined && (
          <p>
            <Text words={props.paid} />
          </p>
        )}
        {props.done.map((words) => (
          <p class="hint">
            <Text words={words} />
          </p>
        ))}
        <section class="flow">
          <h2>
            <Text words={m.timeline} />
          </h2>
          <Timeline steps={props.steps} />
        </section>
        {props.coming && <Coming {...props.coming} />}
        {props.together && (
          <section class="flow">
            <h2>
              <Text words={props.together.title} />
            </h2>
            <LinkRows>
              {props.together.rows.map((row) => (
                <LinkRow href={row.href} title={row.title} note={row.note} />
              ))}
            </LinkRows>
          </section>
        )}
        <section class="flow" id="sent">
          <h2>
            <Text words={m.whatYouSent} />
          </h2>
          <AnswerSections {...props.sections} level={3} />
          {props.files.length > 0 && (
            <>
              <h3>
                <Text words={m.files} />
              </h3>
              <LinkRows>
                {props.files.map((file) => (
                  <LinkRow href={file.href} title={file.name} icon="document" />
                ))}
              </LinkRows>
            </>
          )}
        </section>
      </Columns>
    </ResidentPage>
  )
}

function FollowUps({ m, followUps }: Pick<ApplicationProps, 'm' | 'followUps'>): JSX.Element {
  return (
    <section class="flow" id="follow-ups">
      <h2>
        <Text words={m.followUpsTitle} />
      </h2>
      <p>
        <Text words={m.followUpsLead} />
      </p>
      <LinkRows>
        {followUps.flatMap((each) =>
          each.href === undefined ? [] : [<LinkRow href={each.href} title={each.title} note={each.note} />],
        )}
      </LinkRows>
      {followUps
        .filter(({ href }) => href === undefined)
        .map((each) => (
          <p>
            <b>
              <Text words={each.title} />
            </b>
            <br />
            <Text words={each.note} />
          </p>
        ))}
    </section>
  )
}

function Offer({ m, offer }: { m: MailboxMessages; offer: NonNullable<ApplicationProps['offer']> }): JSX.Element {
  return (
    <Panel title={m.offerTitle} id="offer">
      {offer.problem !== undefined && (
        <p role="alert">
          <Text words={offer.problem} />
        </p>
      )}
      <p>
        <Text words={m.offerText(offer.until)} />
      </p>
      <AnswerForm action={offer.action} hidden={offer.hidden}>
        <ButtonRow>
          <Button label={m.offerAccept} name="answer" value="accept" />
          <Button label={m.offerDecline} name="answer" value="decline" kind="line" />
        </ButtonRow>
      </AnswerForm>
    </Panel>
  )
}

function Todo({ m, todo }: { m: MailboxMessages; todo: ApplicationProps['todo'][number] }): JSX.Element {
  return (
    <div class="stack">
      {todo.due !== undefined && <Tag label={todo.due} tone="soon" />}
      <p>
        <b>
          <Text words={todo.title} />
        </b>
      </p>
      {todo.text !== undefined && (
        <p>
          <Text words={todo.text} />
        </p>
      )}
      {todo.facts !== undefined && <Facts facts={todo.facts} />}
      {todo.href !== undefined && <LinkButton href={todo.href} label={m.toCorrect} />}
      {todo.action !== undefined && <LinkButton {...todo.action} icon="download" />}
    </div>
  )
}

function Decision({
  m,
  id,
  title,
  decision,
}: {
  m: MailboxMessages
  id: string
  title: string
  decision: Told
}): JSX.Element {
  return (
    <Panel title={title} id={id}>
      <p class="large">
        <Text words={decision.result} />
      </p>
      <Facts facts={decision.facts} />
      {decision.notes.map((note) => (
        <p>
          <Text words={note} />
        </p>
      ))}
      {decision.letter && (
        <>
          <LinkButton href={decision.letter.href} label={decision.letter.label} icon="download" />
          <p class="fine">
            <Text words={decision.letter.opened ?? m.letterNote} />
          </p>
        </>
      )}
    </Panel>
  )
}
