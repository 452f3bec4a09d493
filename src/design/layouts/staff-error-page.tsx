import type { JSX } from 'preact'
import { LinkButton } from '../components/button/link-button.tsx'
import { designMessages } from '../messages.ts'
import { Text } from '../words/text.tsx'
import type { Words } from '../words/words.ts'
import { StaffPage, type StaffPageProps } from './staff-page.tsx'

export interface StaffErrorPageProps extends Omit<StaffPageProps, 'children' | 'failed' | 'keys'> {
  /** What could not be done, that nothing was lost, and what to do now. */
  readonly lines: readonly Words[]
  readonly requestId?: string
  readonly action?: { readonly href: string; readonly label: Words }
}

/** The error page of staff screens: same words, the bar stays, so that the way on is where it always is. */
export function StaffErrorPage({ lines, requestId, action, ...page }: StaffErrorPageProps): JSX.Element {
  const messages = designMessages.ja
  return (
    <StaffPage {...page}>
      <div class="read flow">
        <h1>
          <Text words={page.title} />
        </h1>
        {lines.map((line) => (
          <p>
            <Text words={line} />
          </p>
        ))}
        <LinkButton href={action?.href ?? '/'} label={action?.label ?? messages.home} kind="line" />
        {requestId !== undefined && (
          <p class="fine">
            {messages.requestId}：<span class="mono">{requestId}</span>
          </p>
        )}
      </div>
    </StaffPage>
  )
}
