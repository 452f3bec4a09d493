import type { JSX } from 'preact'
import { Button, ButtonRow, ErrorSummary, Facts, LinkButton, StaffPage } from '../../../design/index.ts'
import type { Scope } from '../clients/client.ts'
import { messages } from './messages.ja.ts'
import { Form, type Frame, reachOf } from './pages.tsx'
import type { ClientRow } from './record.ts'

const words = messages.revocation

/** Before a partner system is revoked for good: what stops, what goes on, and whom to call first. */
export function RevocationPage({
  frame,
  row,
  problem,
}: {
  readonly frame: Frame
  readonly row: ClientRow
  readonly problem?: string
}): JSX.Element {
  const here = `/systems/${row.id}`
  const title = words.title(row.name)
  return (
    <StaffPage
      {...frame.frame}
      title={title}
      failed={problem !== undefined}
      back={{ href: here, label: messages.toSystem }}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ message: problem }]} />
      <h1>{title}</h1>
      <p>{words.lead}</p>
      <h2>{words.stops}</h2>
      <ul>
        <li>{words.calls(row.scopes.map((scope) => messages.scopes[scope as Scope]))}</li>
        <li>{words.token}</li>
        {row.webhook_url !== null && <li>{words.news(new URL(row.webhook_url).host)}</li>}
      </ul>
      <h2>{words.stays}</h2>
      <ul>
        <li>{words.cases}</li>
        <li>{words.people}</li>
        <li>{words.corrections}</li>
      </ul>
      <Facts
        facts={[
          { term: words.call, value: row.contact },
          { term: messages.columns.reach, value: reachOf(row) },
        ]}
      />
      <Form action={`${here}/revocation`} frame={frame}>
        <input type="hidden" name="version" value={row.version} />
        <ButtonRow>
          <Button label={words.revoke} kind="main" />
          <LinkButton href={here} label={words.cancel} kind="text" />
        </ButtonRow>
      </Form>
    </StaffPage>
  )
}
