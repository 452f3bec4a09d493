import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import {
  Button,
  ButtonRow,
  DeskSection,
  ErrorSummary,
  Facts,
  HeadingRow,
  Notice,
  Tag,
  TextArea,
  Warning,
} from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { decidesAnew, groundsLength } from '../rules/cancellation.ts'
import { shownName } from '../shown-name.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import { shortMoment } from '../words.ts'
import { HearingSection } from './hearing-section.tsx'
import { cancellationMessages as messages } from './messages.ja.ts'
import { cancellationEffects } from './propose.ts'
import { TermsForm } from './terms-form.tsx'
import { type CancellationPageProps, sentenceOf, summary, viewOf } from './view.ts'
import { effectText, hearingText } from './words.ts'

/** 取消し・撤回 of one decision: what is planned, how the person is heard, the proposal; one after the other. */
export function CancellationPage(props: CancellationPageProps): JSX.Element {
  const { loaded, running, state, decision } = props
  const stage = loaded.row.cancellation
  const outcome = loaded.procedure.outcomes().find((each) => each.id === decision.outcomeId)
  const writesTerms = stage === null || (stage === 'preparing' && running !== undefined && running.noticedOn === null)
  return (
    <>
      {state && <ErrorSummary problems={summary(state)} />}
      <HeadingRow end={stage !== null && <Tag label={messages.stages[stage]} tone="soon" icon={false} />}>
        <h1>{messages.heading(shownName(loaded.names))}</h1>
      </HeadingRow>
      <p>{messages.lead}</p>
      <Facts
        facts={[
          {
            term: messages.decision,
            value: messages.decidedLine(
              outcome?.label.ja ?? decision.outcomeId,
              decision.decidedOn === null ? '' : formatShort(decision.decidedOn),
              decision.documentNumber ?? '',
            ),
          },
        ]}
      />
      {!props.about.favourable && (
        <Warning>
          <p>{decidesAnew('annulment', props.about) ? messages.reopens : messages.noReopen}</p>
        </Warning>
      )}
      {running && <Returned running={running} />}
      <DeskSection id="terms" title={messages.steps.terms}>
        {running && <Planned {...props} running={running} />}
        {writesTerms &&
          (running ? (
            <details open={state?.form === 'terms'}>
              <summary>{messages.rewrite}</summary>
              <TermsForm {...props} />
            </details>
          ) : (
            <TermsForm {...props} />
          ))}
      </DeskSection>
      {running && <HearingSection {...props} running={running} />}
      {running && <Proposal {...props} running={running} />}
      {running && stage === 'preparing' && <Drop {...props} />}
      <Past {...props} />
    </>
  )
}

type Running = CancellationPageProps & { readonly running: CancellationRecord }

function Returned({ running }: { running: CancellationRecord }): JSX.Element | null {
  if (running.returned === null) return null
  return (
    <Warning>
      <p>{running.returned === 'recalled' ? messages.recalled : messages.sentBack(running.returnReason)}</p>
    </Warning>
  )
}

function Planned({ running, decision }: Running): JSX.Element {
  const decidedOn = decision.decidedOn ?? ''
  return (
    <Facts
      facts={[
        { term: messages.facts.kind, value: messages.kinds[running.kind] },
        { term: messages.facts.effect, value: effectText(running, decidedOn, running.effectiveOn ?? decidedOn) },
        { term: messages.facts.basis, value: running.content.basis },
        { term: messages.grounds, value: running.content.grounds },
        {
          term: messages.facts.adverse,
          value: running.adverse
            ? messages.adverseOptions.yes
            : messages.adverseText(running.content.notAdverseBecause),
        },
        ...(running.adverse ? [{ term: messages.facts.hearing, value: hearingText(running) }] : []),
        { term: messages.delivery, value: messages.deliveries[running.delivery] },
      ]}
    />
  )
}

function Proposal(props: Running): JSX.Element {
  const { running, loaded, hidden, obstacles, state } = props
  const view = viewOf(state, 'proposal')
  const proposed = loaded.row.cancellation === 'proposed'
  return (
    <DeskSection id="proposal" title={messages.steps.proposal}>
      {proposed && running.preparedByName !== null && running.preparedAt !== null && (
        <p>{messages.proposed(running.preparedByName, shortMoment(running.preparedAt))}</p>
      )}
      {running.proposalId !== null && (
        <p>
          <a href={`/approvals/${running.proposalId}`}>{messages.proposalLink}</a>
        </p>
      )}
      {!proposed && obstacles.length > 0 && (
        <Notice>
          <ul>
            {obstacles.map((obstacle) => (
              <li>{sentenceOf(obstacle)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {!proposed && obstacles.length === 0 && (
        <form class="flow" method="post" action={`/cases/${loaded.row.id}/cancellation-proposal`} novalidate>
          <Hidden fields={hidden()} />
          <TextArea
            {...view.field('reasons')}
            label={messages.reasons}
            hint={messages.reasonsHint}
            rows={4}
            limit={groundsLength}
            value={view.value('reasons', running.content.reasons ?? running.content.grounds)}
          />
          <p class="hint">{props.remedies}</p>
          {props.route !== '' && <p class="hint">{props.route}</p>}
          <Notice title={messages.effectsTitle} level={3}>
            <ul>
              {cancellationEffects(loaded.row, running, props.about).map((effect) => (
                <li>{effect}</li>
              ))}
            </ul>
          </Notice>
          <ButtonRow>
            <Button label={messages.propose} />
          </ButtonRow>
        </form>
      )}
    </DeskSection>
  )
}

/** Plans that came to nothing stay readable. */
function Past({ loaded }: CancellationPageProps): JSX.Element | null {
  const past = loaded.cancellations.filter((each) => each.ended === 'dropped')
  if (past.length === 0) return null
  return (
    <DeskSection id="past" title={messages.past}>
      <ul>
        {past.map((each) => (
          <li>
            {messages.pastLine(
              messages.kinds[each.kind],
              each.openedByName,
              shortMoment(each.openedAt),
              each.endReason,
            )}
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}

function Drop({ loaded, hidden, state }: CancellationPageProps): JSX.Element {
  const view = viewOf(state, 'drop')
  return (
    <details open={state?.form === 'drop'}>
      <summary>{messages.drop}</summary>
      <form class="flow" method="post" action={`/cases/${loaded.row.id}/cancellation-end`} novalidate>
        <Hidden fields={hidden()} />
        <p>{messages.dropLead}</p>
        <TextArea
          {...view.field('dropReason')}
          label={messages.dropReason}
          rows={2}
          limit={1000}
          value={view.value('dropReason')}
        />
        <Button kind="line" label={messages.drop} />
      </form>
    </details>
  )
}
