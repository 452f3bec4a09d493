import type { JSX } from 'preact'
import { dayOf, timeOf } from '../../../../civic/day.ts'
import { formatEra } from '../../../../civic/era.ts'
import { AsWritten, Button, Notice, ResidentPage, type ResidentPageProps, Text } from '../../../../design/index.ts'
import type { ResidentMessages } from '../messages.ja.ts'
import type { ResidentSession } from '../session.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

export interface MePageProps {
  readonly frame: Frame
  readonly m: ResidentMessages
  readonly csrf: string
  readonly session: ResidentSession
  readonly otherSessions: number
  readonly ended: boolean
}

/** What the city knows of the signed-in person, and where they are signed in. */
export function MePage({ frame, m, csrf, session, otherSessions, ended }: MePageProps): JSX.Element {
  const { profile } = session
  const ends = new Date(Math.min(session.idleEndsAt.getTime(), session.endsAt.getTime()))
  return (
    <ResidentPage {...frame} title={m.meTitle} layout="read" back={{ href: '/', label: m.home }}>
      <h1>
        <Text words={m.meTitle} />
      </h1>
      {ended && (
        <Notice>
          <p role="status">
            <Text words={m.endedOthers} />
          </p>
        </Notice>
      )}
      <p>
        <Text words={profile === undefined ? m.meMailOnly : m.meLead} />
      </p>
      <dl class="facts">
        {profile && <Fact label={m.name} value={profile.fullName} />}
        {profile && <Fact label={m.birth} value={formatEra(profile.birth)} />}
        {profile && <Fact label={m.address} value={profile.fullAddress} />}
        {session.email && <Fact label={m.email} value={session.email} />}
        <Fact label={m.signedInAt} value={`${formatEra(dayOf(session.signedInAt))} ${timeOf(session.signedInAt)}`} />
        <Fact label={m.endsAt} value={timeOf(ends)} />
      </dl>
      {session.accountId !== undefined && (
        <>
          <p>
            <Text words={m.otherSessions(otherSessions)} />
          </p>
          {otherSessions > 0 && (
            <form method="post" action="/me/other-sessions">
              <input type="hidden" name="csrf" value={csrf} />
              <Button label={m.endOthers} kind="line" />
            </form>
          )}
        </>
      )}
      <form method="post" action="/sign-out">
        <input type="hidden" name="csrf" value={csrf} />
        <Button label={m.signOut} />
      </form>
    </ResidentPage>
  )
}

function Fact({ label, value }: { label: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>
        <Text words={label} />
      </dt>
      <dd>
        <AsWritten text={value} />
      </dd>
    </div>
  )
}
