import type { JSX } from 'preact'
import {
  Button,
  ErrorSummary,
  Facts,
  LinkButton,
  StaffPage,
  type StaffPageProps,
  TextInput,
} from '../../../../design/index.ts'
import { meMessages as m, staffMessages } from '../messages.ja.ts'
import { PasswordFields } from './me.tsx'

type Frame = Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>
export interface FieldProblem {
  readonly field: 'password' | 'again' | 'code'
  readonly message: string
}

export interface TotpPageProps {
  readonly frame: Frame
  readonly secret: string
  readonly address: string
  /** The secret, encrypted for this session, carried to the next post. */
  readonly box: string
  readonly problem?: FieldProblem
}

/** A new authenticator app: the key is shown, the code proves that it arrived. */
export function TotpPage({ frame, secret, address, box, problem }: TotpPageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={m.totpTitle} failed={problem !== undefined} back={{ href: '/me', label: m.title }}>
      <div class="read flow">
        {problem && <ErrorSummary problems={[{ id: problem.field, message: problem.message }]} />}
        <h1>{m.totpTitle}</h1>
        <p>{m.totpLead}</p>
        <TotpKey secret={secret} address={address} />
        <form method="post" action="/me/totp" novalidate>
          <input type="hidden" name="csrf" value={frame.csrf} />
          <input type="hidden" name="secret" value={box} />
          <CodeInput label={m.totpCode} {...(problem === undefined ? {} : { problem })} />
          <Button label={m.totpSave} />
        </form>
      </div>
    </StaffPage>
  )
}

/** Asks for password and code again before a high-risk act. */
export function ProvePage({ frame, to, error }: { frame: Frame; to: string; error?: string }): JSX.Element {
  return (
    <StaffPage {...frame} title={m.proveTitle} failed={error !== undefined} back={{ href: '/me', label: m.title }}>
      <div class="read flow">
        {error !== undefined && <ErrorSummary problems={[{ id: 'password', message: error }]} />}
        <h1>{m.proveTitle}</h1>
        <p>{m.proveLead}</p>
        <form method="post" action="/me/prove" novalidate>
          <input type="hidden" name="csrf" value={frame.csrf} />
          <input type="hidden" name="to" value={to} />
          <TextInput
            id="password"
            name="password"
            type="password"
            label={staffMessages.password}
            width="20"
            autocomplete="current-password"
            {...(error === undefined ? {} : { error })}
          />
          <CodeInput label={staffMessages.code} />
          <Button label={m.prove} />
        </form>
      </div>
    </StaffPage>
  )
}

export interface EnrolPageProps {
  readonly frame: Frame
  readonly csrf: string
  readonly path: string
  readonly name: string
  readonly number: string
  readonly secret: string
  readonly address: string
  readonly problem?: FieldProblem
}

/** Password and app by a link that was handed over. */
export function EnrolPage({ frame, csrf, path, name, number, secret, address, problem }: EnrolPageProps): JSX.Element {
  const password =
    problem !== undefined && problem.field !== 'code'
      ? { problem: { field: problem.field, message: problem.message } }
      : {}
  return (
    <StaffPage {...frame} title={m.enrolTitle} failed={problem !== undefined}>
      <div class="read flow">
        {problem && <ErrorSummary problems={[{ id: problem.field, message: problem.message }]} />}
        <h1>{m.enrolTitle}</h1>
        <p>{m.enrolLead(name)}</p>
        <Facts facts={[{ term: m.number, value: number }]} />
        <form method="post" action={path} novalidate>
          <input type="hidden" name="csrf" value={csrf} />
          <PasswordFields {...password} />
          <h2>{m.totpTitle}</h2>
          <p>{m.totpLead}</p>
          <TotpKey secret={secret} address={address} />
          <CodeInput label={m.totpCode} {...(problem === undefined ? {} : { problem })} />
          <Button label={m.enrolSave} />
        </form>
      </div>
    </StaffPage>
  )
}

/** One sentence and the way on. */
export function StaffSentencePage(props: { frame: Frame; title: string; text: string }): JSX.Element {
  return (
    <StaffPage {...props.frame} title={props.title}>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      <LinkButton href="/sign-in" label={staffMessages.signIn} />
    </StaffPage>
  )
}

function TotpKey({ secret, address }: { secret: string; address: string }): JSX.Element {
  return (
    <>
      <Facts facts={[{ term: m.totpKey, value: <code>{secret.replace(/(.{4})/g, '$1 ').trim()}</code> }]} />
      <p>
        <a href={address}>{m.totpOpen}</a>
      </p>
    </>
  )
}

function CodeInput({ label, problem }: { label: string; problem?: FieldProblem }): JSX.Element {
  return (
    <TextInput
      id="code"
      name="code"
      label={label}
      width="8"
      inputmode="numeric"
      autocomplete="one-time-code"
      {...(problem?.field === 'code' ? { error: problem.message } : {})}
    />
  )
}
