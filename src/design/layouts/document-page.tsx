import type { JSX } from 'preact'
import { Text } from '../words/text.tsx'
import type { Words } from '../words/words.ts'
import { ResidentPage, type ResidentPageProps } from './resident-page.tsx'

export interface DocumentPageProps extends Omit<ResidentPageProps, 'layout' | 'children'> {
  readonly lead?: Words
  /** The last sentence: whom to ask. */
  readonly ask?: Words
  /** Sections of the text, each a heading and paragraphs. */
  readonly sections: readonly { readonly id: string; readonly title: Words; readonly paragraphs: readonly Words[] }[]
}

/** A text to read from top to bottom: privacy, accessibility, about. Long ones begin with their contents. */
export function DocumentPage({ lead, sections, ask, ...page }: DocumentPageProps): JSX.Element {
  return (
    <ResidentPage {...page} layout="read">
      <h1>
        <Text words={page.title} />
      </h1>
      {lead !== undefined && (
        <p class="lead">
          <Text words={lead} />
        </p>
      )}
      {sections.length > 4 && (
        <ul class="contents">
          {sections.map((section) => (
            <li>
              <a href={`#${section.id}`}>
                <span>
                  <Text words={section.title} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {sections.map((section) => (
        <section class="flow" aria-labelledby={section.id}>
          <h2 id={section.id}>
            <Text words={section.title} />
          </h2>
          {section.paragraphs.map((paragraph) => (
            <p>
              <Text words={paragraph} />
            </p>
          ))}
        </section>
      ))}
      {ask !== undefined && (
        <p>
          <Text words={ask} />
        </p>
      )}
    </ResidentPage>
  )
}
