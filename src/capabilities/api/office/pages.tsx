import type { ComponentChildren, JSX } from 'preact'
import {
  Button,
  ButtonRow,
  CopyText,
  EmptyState,
  ErrorSummary,
  Facts,
  LinkButton,
  Notice,
  StaffPage,
  type StaffPageProps,
  sayDay,
  sayMoment,
  Table,
  Tag,
  Warning,
} from '../../../design/index.ts'
import { ProofInputs, TermsInputs, type Typed } from './inputs.tsx'
import { messages } from './messages.ja.ts'
import type { Choices, Problems } from './read-forms.ts'
import type { ClientRow } from './record.ts'

export interface Frame {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly csrf: string
  /** Of the form: sent twice, it counts once. */
  readonly requestKey: string
}

/** A form of these screens. */
export function Form({
  action,
  frame: { csrf, requestKey },
  children,
}: {
  readonly action: string
  readonly frame: Frame
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <form method="post" action={action} class="flow">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="requestKey" value={requestKey} />
      {children}
    </form>
  )
}

const here = { href: '/systems', label: messages.back }

export type ClientState = 'usable' | 'over' | 'revoked'

export function stateOf(row: Pick<ClientRow, 'revoked_at' | 'valid_until'>, today: string): ClientState {
  if (row.revoked_at !== null) return 'revoked'
  return row.valid_until < today ? 'over' : 'usable'
}

export function StateTag({ state }: { readonly state: ClientState }): JSX.Element {
  return <Tag label={messages.states[state]} tone={state === 'usable' ? 'done' : 'calm'} icon={false} />
}

/** 手続 in a few words. */
export function reachOf(row: Pick<ClientRow, 'sections' | 'procedures'>): string {
  const { sections, procedures } = row
  return sections.length + procedures.length === 0
    ? messages.allProcedures
    : messages.chosen(sections.length, procedures.length)
}

export function SystemsPage({
  frame,
  rows,
  today,
  failed,
}: {
  readonly frame: Frame
  readonly rows: readonly ClientRow[]
  readonly today: string
  readonly failed: ReadonlyMap<string, number>
}): JSX.Element {
  return (
    <StaffPage {...frame.frame} title={messages.title}>
      <h1>{messages.title}</h1>
      <p>{messages.lead}</p>
      <ButtonRow>
        <LinkButton href="/systems/new" label={messages.register} kind="main" />
      </ButtonRow>
      {rows.length === 0 ? (
        <EmptyState title={messages.empty} note={messages.emptyNote} />
      ) : (
        <Table
          caption={messages.title}
          columns={[
            { id: 'name', label: messages.columns.name, heading: true },
            { id: 'state', label: messages.columns.state },
            { id: 'until', label: messages.columns.until },
            { id: 'reach', label: messages.columns.reach },
            { id: 'failed', label: messages.columns.failed, number: true },
          ]}
          rows={rows.map((row) => ({
            name: <a href={`/systems/${row.id}`}>{row.name}</a>,
            state: <StateTag state={stateOf(row, today)} />,
            until: sayDay(row.valid_until, 'ja'),
            reach: reachOf(row),
            failed: String(failed.get(row.id) ?? 0),
          }))}
        />
      )}
    </StaffPage>
  )
}

export function NewSystemPage({
  frame,
  choices,
  typed,
  problems,
}: {
  readonly frame: Frame
  readonly choices: Choices
  readonly typed: Typed
  readonly problems: Problems
}): JSX.Element {
  const wrong = Object.entries(problems).map(([id, message]) => ({ id, message }))
  return (
    <StaffPage {...frame.frame} title={messages.newTitle} failed={wrong.length > 0} back={here}>
      <ErrorSummary problems={wrong} />
      <h1>{messages.newTitle}</h1>
      <Form action="/systems/new" frame={frame}>
        <TermsInputs typed={typed} problems={problems} choices={choices} />
        <ProofInputs typed={typed} problems={problems} />
        <ButtonRow>
          <Button label={messages.register} kind="main" />
        </ButtonRow>
      </Form>
    </StaffPage>
  )
}

/** A secret, once. */
export function SecretPage({
  frame,
  id,
  secret,
  label,
}: {
  readonly frame: Frame
  readonly id: string
  readonly secret: string
  readonly label: string
}): JSX.Element {
  return (
    <StaffPage {...frame.frame} title={messages.secretTitle} back={here}>
      <h1>{messages.secretTitle}</h1>
      <Warning>
        <p>{messages.secretLead}</p>
      </Warning>
      <Facts
        facts={[
          { term: messages.clientId, value: <CopyText text={id} /> },
          { term: label, value: <CopyText text={secret} /> },
        ]}
      />
      <ButtonRow>
        <LinkButton href={`/systems/${id}`} label={messages.toSystem} kind="line" />
      </ButtonRow>
    </StaffPage>
  )
}

/** What is registered, as it stands. */
export function SystemFacts({ row, today }: { readonly row: ClientRow; readonly today: string }): JSX.Element {
  const kind = row.public_key === null ? 'secret' : 'key'
  const former = row.former_until === null ? '' : `　${messages.formerUntil(sayMoment(row.former_until, 'ja'))}`
  return (
    <Facts
      facts={[
        { term: messages.columns.state, value: <StateTag state={stateOf(row, today)} /> },
        { term: messages.clientId, value: <CopyText text={row.id} /> },
        { term: messages.form.contact, value: row.contact },
        { term: messages.columns.reach, value: reachOf(row) },
        { term: messages.columns.until, value: sayDay(row.valid_until, 'ja') },
        { term: messages.secretAt, value: `${messages.secretKind[kind]}　${sayMoment(row.secret_at, 'ja')}${former}` },
      ]}
    />
  )
}

export function DoneNotice({ words }: { readonly words: string | undefined }): JSX.Element | null {
  return words === undefined ? null : (
    <Notice>
      <p>{words}</p>
    </Notice>
  )
}
