import type { JSX } from 'preact'
import { Button, Card, ErrorSummary, StaffPage, type StaffPageProps, TextInput } from '../../../../design/index.ts'
import { staffMessages as m } from '../messages.ja.ts'

export interface DemoPersonView {
  readonly number: string
  readonly name: string
  readonly place: string
  readonly notes: string
  readonly password: string
  readonly totpSecret: string
}

export interface SignInPageProps {
  readonly frame: Pick<StaffPageProps, 'assets' | 'display' | 'city' | 'zone' | 'areas'>
  readonly csrf: string
  readonly to: string
  readonly staffNumber: string
  readonly error?: string
  readonly demoPeople: readonly DemoPersonView[]
}

/** Number, password and code in one form: nobody learns from a first step whether a number exists. */
export function SignInPage({ frame, csrf, to, staffNumber, error, demoPeople }: SignInPageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={m.signInTitle} failed={error !== undefined}>
      <div class="read flow">
        {error !== undefined && <ErrorSummary problems={[{ id: 'number', message: error }]} title={m.signInTitle} />}
        <h1>{m.signInTitle}</h1>
        <form method="post" action="/sign-in" novalidate>
          <input type="hidden" name="csrf" value={csrf} />
          <input type="hidden" name="to" value={to} />
          <TextInput
            id="number"
            name="number"
            label={m.number}
            value={staffNumber}
            width="12"
            autocomplete="username"
            spellcheck={false}
          />
          <TextInput
            id="password"
            name="password"
            label={m.password}
            type="password"
            width="20"
            autocomplete="current-password"
          />
          <TextInput
            id="code"
            name="code"
            label={m.code}
            hint={m.codeHint}
            width="8"
            inputmode="numeric"
            autocomplete="one-time-code"
          />
          <Button label={m.signIn} />
        </form>
        <passkey-button
          data-kind="get"
          data-options="/sign-in/passkey/options"
          data-answer="/sign-in/passkey"
          data-to={to}
          data-csrf={csrf}
          data-refused={m.passkeyRefused}
          hidden
        >
          <button type="button" class="button button-line">
            <span>{m.byPasskey}</span>
          </button>
          <p role="status" data-status />
        </passkey-button>
      </div>
      {demoPeople.length > 0 && <DemoPeople csrf={csrf} to={to} people={demoPeople} />}
    </StaffPage>
  )
}

function DemoPeople({
  csrf,
  to,
  people,
}: {
  csrf: string
  to: string
  people: readonly DemoPersonView[]
}): JSX.Element {
  return (
    <section class="flow" aria-labelledby="demo-title">
      <h2 id="demo-title">{m.demoTitle}</h2>
      <p>{m.demoLead}</p>
      <div class="tiles">
        {people.map((person) => (
          <Card>
            <form method="post" action="/sign-in/demo">
              <input type="hidden" name="csrf" value={csrf} />
              <input type="hidden" name="to" value={to} />
              <input type="hidden" name="person" value={person.number} />
              <Button label={m.demoChoose(person.name)} kind="line" wide />
            </form>
            <dl class="facts">
              <Fact term={m.demoPlace} value={person.place} />
              {person.notes !== '' && <Fact term={m.demoNotes} value={person.notes} />}
            </dl>
            <details>
              <summary>
                {m.demoSecrets}
                <span class="aloud">{`：${person.name}`}</span>
              </summary>
              <dl class="facts">
                <Fact term={m.number} value={person.number} />
                <Fact term={m.demoPassword} value={person.password} />
                <Fact term={m.demoSecret} value={person.totpSecret} />
              </dl>
            </details>
          </Card>
        ))}
      </div>
    </section>
  )
}

function Fact({ term, value }: { term: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{term}</dt>
      <dd class="breakable">{value}</dd>
    </div>
  )
}
