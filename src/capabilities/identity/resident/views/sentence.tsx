import type { JSX } from 'preact'
import { LinkButton, ResidentPage, type ResidentPageProps, Text } from '../../../../design/index.ts'

export interface SentencePageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly title: string
  readonly text: string
  readonly action: { readonly href: string; readonly label: string }
}

/** A page that says one thing and the way on: signed out, could not sign in, could not sign. */
export function SentencePage({ frame, title, text, action }: SentencePageProps): JSX.Element {
  return (
    <ResidentPage {...frame} title={title} layout="read">
      <h1>
        <Text words={title} />
      </h1>
      <p>
        <Text words={text} />
      </p>
      <LinkButton href={action.href} label={action.label} />
    </ResidentPage>
  )
}
