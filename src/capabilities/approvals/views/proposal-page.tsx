import type { JSX } from 'preact'
import { dayOf } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import type { StaffPageProps } from '../../../design/index.ts'
import {
  Button,
  ButtonRow,
  Clock,
  DecisionPanel,
  Desk,
  DeskSection,
  ErrorSummary,
  Facts,
  HeadingRow,
  Log,
  Notice,
  Route,
  StaffPage,
  Tag,
  TextArea,
  Warning,
} from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { Proposal } from '../proposal.ts'
import type { Act } from '../rules/act.ts'
import { momentText, routeStops } from './words.ts'

export interface ProposalPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly proposal: Proposal
  readonly personId: string
  /** Acts that this person may do now, the main one first. */
  readonly acts: readonly Act[]
  /** Those in whose place the person would act. */
  readonly deputyFor: string
  readonly mayReviewAfterwards: boolean
  readonly csrf: string
  readonly requestKey: string
  readonly problem?: string
  readonly typedComment?: string
  readonly notice?: string
  readonly now: Date
  readonly about: ProposalAbout
  readonly letterHref?: string
}

/** How the page speaks of what is decided on. */
export interface ProposalAbout {
  /** Heading of what was checked before. */
  readonly judged: string
  readonly access: string
  /** Absent when the person may not open it. */
  readonly link?: { readonly href: string; readonly label: string }
}

/** One proposal as in a paper file: the route on top, the text, what was judged, the opinions; the act stands on the right. */
export function ProposalPage(props: ProposalPageProps): JSX.Element {
  const { proposal, frame, problem, notice } = props
  return (
    <StaffPage
      {...frame}
      title={proposal.body.title}
      failed={problem !== undefined}
      back={{ href: '/approvals', label: messages.desk.title }}
    >
      {problem !== undefined && <ErrorSummary problems={[{ id: 'comment', message: problem }]} />}
      {notice !== undefined && <Notice>{notice}</Notice>}
      <HeadingRow end={<Due proposal={proposal} now={props.now} />}>
        <h1>{proposal.body.title}</h1>
        <p class="second">
          {[
            proposal.receiptNumber,
            messages.page.proposed(momentText(proposal.proposedAt)),
            messages.page.keep(proposal.retention),
            props.about.access,
          ].join('　')}
        </p>
      </HeadingRow>
      <h2 class="section-title">{messages.page.route}</h2>
      <Route stops={routeStops(proposal, props.personId)} />
      <Desk aside={<ActPanel {...props} />} asideLabel={messages.page.decide}>
        <ProposalText {...props} />
      </Desk>
    </StaffPage>
  )
}

function Due({ proposal, now }: { proposal: Proposal; now: Date }): JSX.Element {
  if (proposal.endedAt !== null || proposal.dueOn === null)
    return <Tag tone="calm" label={messages.states[proposal.state]} />
  const today = dayOf(now)
  const state = today > proposal.dueOn ? 'over' : today === proposal.dueOn ? 'near' : 'running'
  return (
    <Clock used={state === 'over' ? 1 : 0.5} state={state} label={messages.page.due(formatShort(proposal.dueOn))} />
  )
}

function ProposalText({ proposal, about, letterHref }: ProposalPageProps): JSX.Element {
  return (
    <>
      <DeskSection id="text" title={messages.page.text}>
        {proposal.adverse && <Warning>{messages.page.adverse}</Warning>}
        <p class="lead keep-lines">{proposal.body.summary}</p>
        <Facts
          facts={[
            ...proposal.body.facts.map((fact) => ({ term: fact.label, value: fact.text })),
            ...(proposal.body.grounds === '' ? [] : [{ term: messages.page.grounds, value: proposal.body.grounds }]),
          ]}
        />
        {letterHref !== undefined && (
          <p>
            <a href={letterHref}>{messages.page.letter}</a>
          </p>
        )}
      </DeskSection>
      <DeskSection id="judged" title={about.judged}>
        {/* Facts, not marks to be checked: what a person judged is done, a warning beside it would say the contrary. */}
        <Facts facts={proposal.body.judged.map(({ label, finding }) => ({ term: label, value: finding }))} />
        {about.link !== undefined && (
          <p>
            <a href={about.link.href}>{about.link.label}</a>
          </p>
        )}
      </DeskSection>
      <DeskSection id="opinions" title={messages.page.opinions}>
        <Opinions proposal={proposal} />
      </DeskSection>
    </>
  )
}

function Opinions({ proposal }: { proposal: Proposal }): JSX.Element {
  const said = proposal.acts.filter((act) => act.comment !== '')
  if (said.length === 0) return <p class="second">{messages.page.noOpinions}</p>
  return (
    <Log
      entries={said.map((act) => ({
        time: momentText(act.at),
        at: act.at.toISOString(),
        text: (
          <>
            <b>
              {act.sectionName} {act.staffName} {act.postName}
            </b>
            （{messages.acts[act.act]}）　{act.comment}
          </>
        ),
      }))}
    />
  )
}

function ActPanel(props: ProposalPageProps): JSX.Element {
  const { proposal, acts, csrf, requestKey, deputyFor, mayReviewAfterwards } = props
  const main = acts[0]
  const hidden = [
    { name: 'csrf', value: csrf },
    { name: 'requestKey', value: requestKey },
    { name: 'version', value: String(proposal.version) },
  ]
  if (main === undefined && !mayReviewAfterwards) return <Effects proposal={proposal} />
  return (
    <DecisionPanel
      title={
        proposal.steps.find((step) => step.state === 'open')?.act === 'decide'
          ? messages.page.decide
          : messages.page.act
      }
      action={`/approvals/${proposal.id}/acts`}
      hidden={hidden}
      buttons={
        mayReviewAfterwards && main === undefined ? (
          <Button label={messages.buttons['post-review']} name="act" value="post-review" wide />
        ) : (
          <>
            {main !== undefined && <Button label={messages.buttons[main]} name="act" value={main} wide shortcut="E" />}
            <ButtonRow>
              {acts.slice(1).map((act) => (
                <Button label={messages.buttons[act]} name="act" value={act} kind="line" />
              ))}
            </ButtonRow>
          </>
        )
      }
      {...(main === 'decide' ? { effects: effectsOf(proposal) } : {})}
    >
      {deputyFor !== '' && <Warning>{messages.page.asDeputy(deputyFor)}</Warning>}
      <TextArea
        id="comment"
        name="comment"
        label={messages.page.opinion}
        hint={messages.page.opinionHint}
        required={false}
        rows={3}
        value={props.typedComment ?? ''}
        {...(props.problem === undefined ? {} : { error: props.problem })}
      />
    </DecisionPanel>
  )
}

function effectsOf(proposal: Proposal): {
  title: string
  list: readonly { icon: 'document'; text: string }[]
  note: string
} {
  return {
    title: messages.page.effects,
    list: proposal.body.effects.map((text) => ({ icon: 'document' as const, text })),
    note: messages.page.allOrNothing,
  }
}

function Effects({ proposal }: { proposal: Proposal }): JSX.Element {
  return (
    <section>
      <h2>{messages.states[proposal.state]}</h2>
      <p class="second">{messages.page.basis(proposal.basis)}</p>
    </section>
  )
}
