import type { JSX } from 'preact'
import {
  Button,
  EmailInput,
  ErrorSummary,
  LinkButton,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  Text,
  TextInput,
} from '../../../../design/index.ts'
import type { ResidentMessages } from '../messages.ja.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

export interface ContactPageProps {
  readonly frame: Frame
  readonly m: ResidentMessages
  readonly csrf: string
  readonly to: string
  readonly value: string
  readonly error?: string
}

/** Asks for the address that the code goes to. */
export function ContactPage({ frame, m, csrf, to, value, error }: ContactPageProps): JSX.Element {
  return (
    <ResidentPage
      {...frame}
      title={m.mailTitle}
      failed={error !== undefined}
      layout="read"
      back={{ href: `/sign-in?${new URLSearchParams({ to })}`, label: m.back }}
    >
      {error !== undefined && <ErrorSummary problems={[{ id: 'email', message: error }]} />}
      <h1>
        <Text words={m.mailTitle} />
      </h1>
      <p>
        <Text words={m.mailLead} />
      </p>
      <form method="post" action="/sign-in/contact" novalidate>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="to" value={to} />
        <EmailInput
          id="email"
          name="email"
          label={m.mailLabel}
          hint={m.mailHint}
          value={value}
          {...(error === undefined ? {} : { error })}
        />
        <Button label={m.mailButton} />
      </form>
    </ResidentPage>
  )
}

export interface CodePageProps {
  readonly frame: Frame
  readonly m: ResidentMessages
  readonly csrf: string
  readonly value: string
  /** Where a demonstration shows the mail; null where it is really sent. */
  readonly outbox: string | null
  readonly error?: string
}

/** Asks for the code that was sent. */
export function CodePage({ frame, m, csrf, value, outbox, error }: CodePageProps): JSX.Element {
  return (
    <ResidentPage
      {...frame}
      title={m.codeTitle}
      failed={error !== undefined}
      layout="read"
      back={{ href: '/sign-in/contact', label: m.back }}
    >
      {error !== undefined && <ErrorSummary problems={[{ id: 'code', message: error }]} />}
      <h1>
        <Text words={m.codeTitle} />
      </h1>
      <p>
        <Text words={m.codeLead} />
      </p>
      {outbox !== null && (
        <Notice title={m.demoMailTitle}>
          <p>
            <Text words={m.demoMailText} />
          </p>
          <LinkButton href={outbox} label={m.demoMailLink} kind="text" />
        </Notice>
      )}
      <form method="post" action="/sign-in/contact/code" novalidate>
        <input type="hidden" name="csrf" value={csrf} />
        <TextInput
          id="code"
          name="code"
          label={m.codeLabel}
          hint={m.codeHint}
          value={value}
          width="8"
          inputmode="numeric"
          autocomplete="one-time-code"
          {...(error === undefined ? {} : { error })}
        />
        <Button label={m.codeButton} />
      </form>
      <p>
        <Text words={m.codeNotHere} />
      </p>
      <LinkButton href="/sign-in/contact" label={m.codeAgain} kind="text" />
    </ResidentPage>
  )
}
