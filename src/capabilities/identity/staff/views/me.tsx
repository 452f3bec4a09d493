import type { JSX } from 'preact'
import { dayOf, timeOf } from '../../../../civic/day.ts'
import { formatEraShort } from '../../../../civic/era.ts'
import {
  Button,
  ErrorSummary,
  Facts,
  LinkButton,
  Notice,
  StaffPage,
  type StaffPageProps,
  Table,
  TextInput,
} from '../../../../design/index.ts'
import { meMessages as m } from '../messages.ja.ts'
import { permissionLabels } from '../permissions.ts'
import type { StaffSession } from '../session.ts'

type Frame = Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>

export interface StaffMePageProps {
  readonly frame: Frame
  readonly session: StaffSession
  readonly sessions: readonly { id: string; browser: string; signed_in_at: Date; last_seen_at: Date }[]
  readonly passkeys: readonly { credential_id: string; label: string; registered_at: Date; last_used_at: Date | null }[]
  readonly done?: string
  /** A field of the password form and its sentence. */
  readonly problem?: { readonly field: 'password' | 'again'; readonly message: string }
}

/** One's own page: what one may do, how one signs in, where one is signed in. */
export function StaffMePage({ frame, session, sessions, passkeys, done, problem }: StaffMePageProps): JSX.Element {
  const may = [...session.permissions].map((permission) => permissionLabels[permission])
  const places = session.assignments.map((held) => `${held.sectionName} ${held.postName}`)
  return (
    <StaffPage {...frame} title={m.title} failed={problem !== undefined}>
      {problem && <ErrorSummary problems={[{ id: problem.field, message: problem.message }]} />}
      <h1>{m.title}</h1>
      {done !== undefined && (
        <Notice>
          <p role="status">{done}</p>
        </Notice>
      )}
      <Facts
        facts={[
          { term: m.name, value: session.name },
          { term: m.number, value: session.staffNumber },
          { term: m.places, value: places.join('、') },
          { term: m.roles, value: may.length === 0 ? m.noRoles : may.join('、') },
        ]}
      />
      <LinkButton href="/organisation/absences" label={m.absence} kind="line" />
      <h2>{m.passwordTitle}</h2>
      <form method="post" action="/me/password" novalidate>
        <input type="hidden" name="csrf" value={frame.csrf} />
        <PasswordFields {...(problem === undefined ? {} : { problem })} />
        <Button label={m.passwordSave} kind="line" />
      </form>
      <h2>{m.totpTitle}</h2>
      <LinkButton href="/me/totp" label={m.totpChange} kind="line" />
      <Passkeys frame={frame} passkeys={passkeys} />
      <Sessions frame={frame} sessions={sessions} current={session.id} />
    </StaffPage>
  )
}

export function PasswordFields({ problem }: Pick<StaffMePageProps, 'problem'>): JSX.Element {
  const error = (field: string) => (problem?.field === field ? { error: problem.message } : {})
  return (
    <>
      <TextInput
        id="password"
        name="password"
        type="password"
        label={m.passwordNew}
        hint={m.passwordHint}
        width="20"
        autocomplete="new-password"
        {...error('password')}
      />
      <TextInput
        id="again"
        name="again"
        type="password"
        label={m.passwordAgain}
        width="20"
        autocomplete="new-password"
        {...error('again')}
      />
    </>
  )
}

function Passkeys({ frame, passkeys }: Pick<StaffMePageProps, 'frame' | 'passkeys'>): JSX.Element {
  return (
    <section class="flow">
      <h2>{m.passkeyTitle}</h2>
      <p>{m.passkeyLead}</p>
      {passkeys.length === 0 ? (
        <p>{m.passkeyNone}</p>
      ) : (
        <Table
          caption={m.passkeyTitle}
          columns={[
            { id: 'label', label: m.passkeyLabel, heading: true },
            { id: 'registered', label: m.registered },
            { id: 'used', label: m.lastUsed },
            { id: 'remove', label: m.passkeyRemove },
          ]}
          rows={passkeys.map((key) => ({
            label: key.label,
            registered: formatEraShort(dayOf(key.registered_at)),
            used: key.last_used_at === null ? '' : formatEraShort(dayOf(key.last_used_at)),
            remove: (
              <form method="post" action="/me/passkeys/removal">
                <input type="hidden" name="csrf" value={frame.csrf} />
                <input type="hidden" name="passkey" value={key.credential_id} />
                <Button label={m.passkeyRemove} kind="text" small about={`：${key.label}`} />
              </form>
            ),
          }))}
        />
      )}
      <noscript>
        <p>{m.passkeyNoScript}</p>
      </noscript>
      <passkey-button
        data-kind="create"
        data-options="/me/passkeys/options"
        data-answer="/me/passkeys/registration"
        data-csrf={frame.csrf}
        data-refused={m.passkeyRefused}
        hidden
      >
        <TextInput
          id="label"
          name="label"
          label={m.passkeyLabel}
          hint={m.passkeyLabelHint}
          width="20"
          required={false}
        />
        <button type="button" class="button button-line">
          <span>{m.passkeyAdd}</span>
        </button>
        <p role="status" data-status />
      </passkey-button>
    </section>
  )
}

function Sessions(props: Pick<StaffMePageProps, 'frame' | 'sessions'> & { current: string }): JSX.Element {
  const moment = (at: Date): string => `${formatEraShort(dayOf(at))} ${timeOf(at)}`
  return (
    <section class="flow">
      <h2>{m.sessionsTitle}</h2>
      <Table
        caption={m.sessionsTitle}
        columns={[
          { id: 'browser', label: m.browser, heading: true },
          { id: 'since', label: m.since },
          { id: 'seen', label: m.lastSeen },
          { id: 'end', label: m.end },
        ]}
        rows={props.sessions.map((one) => ({
          browser: one.browser,
          since: moment(one.signed_in_at),
          seen: moment(one.last_seen_at),
          end:
            one.id === props.current ? (
              m.thisOne
            ) : (
              <form method="post" action={`/me/sessions/${one.id}/end`}>
                <input type="hidden" name="csrf" value={props.frame.csrf} />
                <Button label={m.end} kind="text" small about={`：${one.browser}`} />
              </form>
            ),
        }))}
      />
    </section>
  )
}
