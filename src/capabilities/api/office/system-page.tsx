import type { Selectable } from 'kysely'
import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  DeskSection,
  ErrorSummary,
  LinkButton,
  StaffPage,
  sayMoment,
  Table,
} from '../../../design/index.ts'
import type { ApiFailedDeliveryTable } from '../../../platform/database/generated/office.ts'
import { ProofInputs, TermsInputs, type Typed, WebhookInputs } from './inputs.tsx'
import { messages } from './messages.ja.ts'
import { DoneNotice, Form, type Frame, SystemFacts, stateOf } from './pages.tsx'
import type { Choices, Problems } from './read-forms.ts'
import type { ClientRow } from './record.ts'

export type FailedRow = Selectable<ApiFailedDeliveryTable>

export interface SystemPageProps {
  readonly frame: Frame
  readonly row: ClientRow
  readonly today: string
  readonly choices: Choices
  readonly failed: readonly FailedRow[]
  readonly typed: Typed
  readonly problems: Problems
  /** A sentence that belongs to no input. */
  readonly problem?: string
  readonly done?: string
}

/** One partner system: what it may do, how it proves itself, where it is told what happened, what did not go through. */
export function SystemPage(props: SystemPageProps): JSX.Element {
  const { frame, row, today, problems, problem, done } = props
  const wrong = [
    ...(problem === undefined ? [] : [{ message: problem }]),
    ...Object.entries(problems).map(([id, message]) => ({ id, message })),
  ]
  const back = { href: '/systems', label: messages.back }
  return (
    <StaffPage {...frame.frame} title={row.name} failed={wrong.length > 0} back={back}>
      <ErrorSummary problems={wrong} />
      <DoneNotice words={done} />
      <h1>{row.name}</h1>
      <SystemFacts row={row} today={today} />
      <FailedSection {...props} />
      {stateOf(row, today) !== 'revoked' && <Changes {...props} />}
    </StaffPage>
  )
}

function Changes({ frame, row, choices, typed, problems }: SystemPageProps): JSX.Element {
  const here = `/systems/${row.id}`
  return (
    <>
      <DeskSection id="webhook" title={messages.webhookTitle}>
        <p>{messages.webhookLead}</p>
        {row.webhook_url === null && <p>{messages.webhookNone}</p>}
        <Form action={`${here}/webhook`} frame={frame}>
          <WebhookInputs typed={typed} problems={problems} />
          <ButtonRow>
            <Button label={messages.webhookSave} kind="main" name="do" value="save" />
            {row.webhook_url !== null && (
              <>
                <Button label={messages.webhookRotate} kind="line" name="do" value="rotate" />
                <Button label={messages.webhookRemove} kind="text" name="do" value="remove" />
              </>
            )}
          </ButtonRow>
        </Form>
      </DeskSection>
      <DeskSection id="terms" title={messages.termsTitle}>
        <Form action={here} frame={frame}>
          <input type="hidden" name="version" value={row.version} />
          <TermsInputs typed={typed} problems={problems} choices={choices} />
          <ButtonRow>
            <Button label={messages.form.save} kind="main" />
          </ButtonRow>
        </Form>
      </DeskSection>
      <DeskSection id="proofs" title={messages.proofTitle}>
        <p>{messages.proofLead}</p>
        <Form action={`${here}/proof`} frame={frame}>
          <ProofInputs typed={typed} problems={problems} />
          <ButtonRow>
            <Button label={messages.proofButton} kind="line" />
          </ButtonRow>
        </Form>
      </DeskSection>
      <DeskSection id="revocation" title={messages.revokeTitle}>
        <p>{messages.revokeLead}</p>
        <ButtonRow>
          <LinkButton href={`${here}/revocation`} label={messages.toRevocation} kind="line" />
        </ButtonRow>
      </DeskSection>
    </>
  )
}

function FailedSection({ frame, row, failed }: SystemPageProps): JSX.Element {
  const columns = Object.entries(messages.failedColumns).map(([id, label]) => ({
    id,
    label,
    number: id === 'attempts',
  }))
  return (
    <DeskSection id="failed" title={messages.failedTitle}>
      {failed.length === 0 ? (
        <p>{messages.failedNone}</p>
      ) : (
        <Table
          caption={messages.failedTitle}
          columns={columns}
          rows={failed.map((each) => ({
            at: sayMoment(each.at, 'ja'),
            event: (messages.eventNames as Readonly<Record<string, string>>)[each.event] ?? each.event,
            receipt: each.receipt_number,
            code: each.code,
            attempts: String(each.attempts),
            outcome:
              each.outcome !== 'given-up' || row.revoked_at !== null ? (
                messages.outcomes[each.outcome]
              ) : (
                <Form action={`/systems/${row.id}/retries`} frame={frame}>
                  <input type="hidden" name="delivery" value={each.id} />
                  <Button label={messages.retry} kind="line" small />
                </Form>
              ),
          }))}
        />
      )}
    </DeskSection>
  )
}
