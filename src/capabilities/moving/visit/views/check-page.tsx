import type { JSX } from 'preact'
import { AnswerForm, Answers, Button, ErrorSummary, ResidentPage, Text, type Words } from '../../../../design/index.ts'
import type { VisitMessages } from '../messages.ts'
import type { Frame } from './frame.ts'

export interface CheckPageProps {
  readonly frame: Frame
  readonly m: VisitMessages
  readonly csrf: string
  readonly visit: string
  readonly sections: readonly {
    readonly title: Words
    readonly rows: readonly { readonly label: Words; readonly text: Words; readonly changeHref: string }[]
  }[]
  readonly problem?: string
}

/** Everything once more before it is sent. */
export function CheckPage({ frame, m, csrf, visit, sections, problem }: CheckPageProps): JSX.Element {
  return (
    <ResidentPage
      {...frame}
      title={m.check.title}
      layout="read"
      back={{ href: '/moving/visit-time', label: m.back }}
      failed={problem !== undefined}
    >
      <ErrorSummary problems={problem === undefined ? [] : [{ message: problem }]} />
      <h1>
        <Text words={m.check.title} />
      </h1>
      <Answers answers={[{ term: m.check.visit, value: <Text words={visit} />, changeHref: '/moving/visit-time' }]} />
      {sections.map((section) => (
        <section class="flow">
          <h2>
            <Text words={section.title} />
          </h2>
          <Answers
            answers={section.rows.map(({ label, text, changeHref }) => ({
              term: label,
              value: <Text words={text} />,
              changeHref,
            }))}
          />
        </section>
      ))}
      <AnswerForm action="/moving/visit-check" hidden={{ csrf }}>
        <p>
          <Text words={m.check.note} />
        </p>
        <Button label={m.check.send} />
      </AnswerForm>
    </ResidentPage>
  )
}
