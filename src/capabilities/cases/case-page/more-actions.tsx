import type { JSX } from 'preact'
import { Button, DeskSection, LinkRow, LinkRows, Select, TextArea, TextInput } from '../../../design/index.ts'
import { amendmentMessages } from '../amendment/messages.ja.ts'
import { cancellationMessages } from '../cancellation/messages.ja.ts'
import { Hidden } from '../posting.tsx'
import { undecidedStates } from '../rules/states.ts'
import { formView } from './form-state.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** Acts that are needed now and then: hand over, withdrawal on paper, protective measures, cancelling. */
export function MoreActions(props: CasePageProps): JSX.Element | null {
  const { loaded, may, state } = props
  const { row } = loaded
  const open = (form: string) => state?.form === form
  const running = row.closed_at === null
  const handsOver = may.review && running
  const withdraws = may.review && row.decided_at === null && undecidedStates.has(row.state)
  const protects = may.confidential && running
  const cancels = may.propose && row.decided_at !== null && row.state !== 'cancelled'
  if (!handsOver && !withdraws && !protects && !cancels) return null
  return (
    <DeskSection id="more" title={messages.more}>
      {handsOver && (
        <details open={open('hand-over')}>
          <summary>{messages.handOver}</summary>
          <HandOver {...props} />
        </details>
      )}
      {withdraws && (
        <details open={open('withdrawal')}>
          <summary>{messages.withdraw}</summary>
          <Withdrawal {...props} />
        </details>
      )}
      {protects && (
        <details open={open('confidentiality')}>
          <summary>{row.confidential ? messages.notConfidential : messages.confidential}</summary>
          <Confidentiality {...props} />
        </details>
      )}
      {cancels && (
        <LinkRows>
          <LinkRow
            href={`/cases/${row.id}/amendment`}
            title={amendmentMessages.open}
            note={amendmentMessages.openText}
          />
          <LinkRow
            href={`/cases/${row.id}/cancellation`}
            title={cancellationMessages.open}
            note={cancellationMessages.openText}
          />
        </LinkRows>
      )}
    </DeskSection>
  )
}

function HandOver({ loaded, state, hidden, handOverSections, handOverPeople }: CasePageProps): JSX.Element {
  const view = formView(state, 'hand-over')
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/hand-overs`}>
      <Hidden fields={hidden()} />
      <Select
        {...view.field('sectionId')}
        label={messages.handOverSection}
        value={view.value('sectionId', loaded.row.section_id)}
        options={handOverSections.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        {...view.field('staffId')}
        label={messages.handOverPerson}
        required={false}
        value={view.value('staffId')}
        options={handOverPeople.map(({ id, name, section }) => ({ value: id, label: `${section}　${name}` }))}
      />
      <TextArea {...view.field('reason')} label={messages.handOverReason} rows={2} value={view.value('reason')} />
      <Button kind="line" small label={messages.handOver} />
    </form>
  )
}

function Withdrawal({ loaded, state, hidden, today }: CasePageProps): JSX.Element {
  const view = formView(state, 'withdrawal')
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/withdrawal`}>
      <Hidden fields={hidden()} />
      <TextInput
        {...view.field('withdrawnOn')}
        label={messages.withdrawnOn}
        width="12"
        value={view.value('withdrawnOn', today)}
      />
      <TextArea
        {...view.field('withdrawalReason')}
        label={messages.withdrawReason}
        rows={2}
        value={view.value('withdrawalReason')}
      />
      <Button kind="line" small label={messages.withdraw} />
    </form>
  )
}

function Confidentiality({ loaded, state, hidden }: CasePageProps): JSX.Element {
  const view = formView(state, 'confidentiality')
  const { confidential } = loaded.row
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/confidentiality`}>
      <Hidden fields={[...hidden(), { name: 'confidential', value: confidential ? 'no' : 'yes' }]} />
      <TextArea
        {...view.field('confidentialReason')}
        label={messages.confidentialReason}
        rows={2}
        value={view.value('confidentialReason')}
      />
      <Button kind="line" small label={confidential ? messages.notConfidential : messages.confidential} />
    </form>
  )
}
