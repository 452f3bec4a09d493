import type { JSX } from 'preact'
import { LinkButton } from '../components/button/link-button.tsx'
import { useMessages } from '../words/language.tsx'
import { Text } from '../words/text.tsx'
import type { Words } from '../words/words.ts'
import { ResidentPage, type ResidentPageProps } from './resident-page.tsx'

export interface ErrorPageProps extends Omit<ResidentPageProps, 'layout' | 'children' | 'failed'> {
  /** What happened, that nothing was lost, and what to do now. */
  readonly lines: readonly Words[]
  /** Shown when we failed, so that the person can quote it. */
  readonly requestId?: string
  readonly action?: { readonly href: string; readonly label: Words }
}

/** A page that says what could not be done and where to go from here. */
export function ErrorPage({ lines, requestId, action, ...page }: ErrorPageProps): JSX.Element {
  return (
    <ResidentPage {...page} layout="read">
      <h1>
        <Text words={page.title} />
      </h1>
      {lines.map((line) => (
        <p>
          <Text words={line} />
        </p>
      ))}
      <HomeButton action={action} />
      {requestId !== undefined && <Reference requestId={requestId} />}
    </ResidentPage>
  )
}

function HomeButton({ action }: Pick<ErrorPageProps, 'action'>): JSX.Element {
  const messages = useMessages()
  return <LinkButton href={action?.href ?? '/'} label={action?.label ?? messages.home} kind="line" />
}

function Reference({ requestId }: { requestId: string }): JSX.Element {
  const messages = useMessages()
  return (
    <p class="fine">
      <Text words={messages.requestId} />
      {'：'}
      <span class="mono">{requestId}</span>
    </p>
  )
}
