import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import {
  Button,
  ButtonRow,
  Checkboxes,
  DeskSection,
  ErrorSummary,
  Facts,
  Notice,
  Radios,
  TextArea,
  TextInput,
  Warning,
} from '../../../design/index.ts'
import type { Outcome } from '../../procedures/index.ts'
import { cancellationMessages } from '../cancellation/messages.ja.ts'
import { summaryWith, viewWith } from '../case-page/form-sentences.ts'
import type { FormState } from '../case-page/form-state.ts'
import type { LoadedCase } from '../case-page/load.ts'
import { type OutcomeValues, outcomeFieldName } from '../decision/outcome-fields.ts'
import { FieldOf } from '../decision/page.tsx'
import { Hidden } from '../posting.tsx'
import { amendmentRows } from '../rules/amendment.ts'
import { groundsLength, lineLength } from '../rules/cancellation.ts'
import { shownName } from '../shown-name.ts'
import type { AmendmentRecord } from '../store/amendments.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { shortMoment } from '../words.ts'
import { amendmentMessages as messages } from './messages.ja.ts'
import { amendmentEffects } from './propose.ts'
import { typedValues } from './read.ts'

export interface AmendmentPageProps {
  readonly loaded: LoadedCase
  readonly decision: DecisionRecord
  readonly outcome: Outcome
  readonly mailbox: boolean
  readonly route: string
  readonly state: FormState | undefined
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

const sentenceOf = ({ refusal }: { readonly refusal: string }): string | undefined => messages.problems[refusal]

/** 更正 of one decision: what is wrong and what is right, or how far the one on its way is. */
export function AmendmentPage(props: AmendmentPageProps): JSX.Element {
  const { loaded, decision, outcome, state } = props
  const running = loaded.amendments.find((each) => each.ended === null)
  return (
    <>
      {state && <ErrorSummary problems={summaryWith(state, sentenceOf)} />}
      <h1>{messages.heading(shownName(loaded.names))}</h1>
      <p>{messages.lead}</p>
      <Notice>
        <p>{messages.notThis}</p>
      </Notice>
      <Facts
        facts={[
          {
            term: messages.decision,
            value: cancellationMessages.decidedLine(
              outcome.label.ja,
              decision.decidedOn === null ? '' : formatShort(decision.decidedOn),
              decision.documentNumber ?? '',
            ),
          },
        ]}
      />
      {running ? <Running running={running} /> : <AmendmentForm {...props} />}
      <Past amendments={loaded.amendments.filter((each) => each.ended === 'decided')} />
    </>
  )
}

function Running({ running }: { running: AmendmentRecord }): JSX.Element {
  return (
    <DeskSection id="running" title={messages.tag}>
      <p>{messages.running(running.preparedByName, shortMoment(running.preparedAt))}</p>
      <Items items={running.content.items} />
      {running.proposalId !== null && (
        <p>
          <a href={`/approvals/${running.proposalId}`}>{messages.proposalLink}</a>
        </p>
      )}
    </DeskSection>
  )
}

function Items({ items }: { items: AmendmentRecord['content']['items'] }): JSX.Element {
  return (
    <Facts facts={items.map(({ where, wrong, right }) => ({ term: where, value: messages.fromTo(wrong, right) }))} />
  )
}

function AmendmentForm({ loaded, decision, outcome, mailbox, route, state, hidden }: AmendmentPageProps): JSX.Element {
  const view = viewWith(state, 'amendment', sentenceOf)
  const typed = typedValues(outcome, decision.content.fields as OutcomeValues)
  const returned = loaded.amendments[0]?.ended === 'decided' ? undefined : loaded.amendments[0]
  const field = (name: string, otherwise = '') => ({ ...view.field(name), value: view.value(name, otherwise) })
  const deliveries = (['portal', 'post', 'counter'] as const).filter((way) => way !== 'portal' || mailbox)
  const { delivery } = loaded.row
  const usual = delivery === 'counter' ? 'counter' : delivery === 'portal' && mailbox ? 'portal' : 'post'
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/amendment`} novalidate>
      <Hidden fields={hidden} />
      {returned && <Returned returned={returned} />}
      {(outcome.fields ?? []).length > 0 && (
        <DeskSection id="values" title={messages.valuesTitle}>
          <div class="flow">
            <p>{messages.valuesLead}</p>
            {(outcome.fields ?? []).map((each) => (
              <FieldOf field={each} view={view} suggested={typed[outcomeFieldName(each.id)] ?? ''} />
            ))}
          </div>
        </DeskSection>
      )}
      <DeskSection id="words" title={messages.wordsTitle}>
        <p>{messages.wordsLead}</p>
        {Array.from({ length: amendmentRows }, (_unused, index) => (
          <fieldset class="flow">
            <legend>
              <b>{messages.row(index + 1)}</b>
            </legend>
            <TextInput
              {...field(`where.${index}`)}
              label={messages.where}
              hint={messages.whereHint}
              required={false}
              maxlength={lineLength}
            />
            <TextArea {...field(`wrong.${index}`)} label={messages.wrong} required={false} rows={1} />
            <TextArea {...field(`right.${index}`)} label={messages.right} required={false} rows={1} />
          </fieldset>
        ))}
      </DeskSection>
      <TextArea
        {...field('reason', returned?.content.reason)}
        label={messages.reason}
        hint={messages.reasonHint}
        rows={3}
        limit={groundsLength}
      />
      <Checkboxes
        {...view.field('evident')}
        label={messages.evident}
        values={view.value('evident') === 'yes' ? ['yes'] : []}
        options={[{ value: 'yes', label: messages.evidentYes }]}
      />
      <TextInput
        {...field('authority', returned?.content.authority)}
        label={messages.authority}
        hint={messages.authorityHint}
        required={false}
        maxlength={lineLength}
      />
      <Radios
        {...field('delivery', returned?.delivery ?? usual)}
        label={messages.delivery}
        {...(mailbox ? {} : { hint: messages.noMailbox })}
        inline
        options={deliveries.map((way) => ({ value: way, label: messages.deliveries[way] }))}
      />
      {route !== '' && <p class="hint">{route}</p>}
      <Notice title={messages.effectsTitle} level={2}>
        <ul>
          {amendmentEffects(loaded.row, '').map((effect) => (
            <li>{effect}</li>
          ))}
        </ul>
      </Notice>
      <ButtonRow>
        <Button label={messages.propose} />
      </ButtonRow>
    </form>
  )
}

function Returned({ returned }: { returned: AmendmentRecord }): JSX.Element {
  return (
    <>
      <Warning>
        <p>{returned.ended === 'recalled' ? messages.recalled : messages.sentBack(returned.returnReason)}</p>
      </Warning>
      <h2>{messages.returnedItems}</h2>
      <Items items={returned.content.items} />
    </>
  )
}

function Past({ amendments }: { amendments: readonly AmendmentRecord[] }): JSX.Element | null {
  if (amendments.length === 0) return null
  return (
    <DeskSection id="past" title={messages.past}>
      {amendments.map((each) => (
        <>
          <h3>{messages.done(formatShort(each.decidedOn ?? ''), each.documentNumber ?? '')}</h3>
          <Items items={each.content.items} />
        </>
      ))}
    </DeskSection>
  )
}
