import type { JSX } from 'preact'
import { Answers, Text } from '../../../../design/index.ts'
import type { SummarySection } from '../../../procedures/index.ts'
import type { SubmissionMessages } from '../messages.ts'

export interface AnswerSectionsProps {
  readonly sections: readonly SummarySection[]
  /** Path → where the answer came from. */
  readonly sources: Readonly<Record<string, string>>
  readonly m: SubmissionMessages
  /** Where an answer is changed; absent for what was submitted. */
  readonly changeHref?: (pageId: string, path: string) => string
  readonly level?: 2 | 3
}

/** Answers to look through, one section a page. Items of repeated groups are numbered. */
export function AnswerSections({ sections, sources, m, changeHref, level = 2 }: AnswerSectionsProps): JSX.Element {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <>
      {sections
        .filter((section) => section.rows.length > 0)
        .map((section) => (
          <section class="flow">
            <Heading>
              <Text words={section.title} />
            </Heading>
            <Answers
              answers={section.rows.map((row) => {
                const source = sourceWords(m, sources[row.path])
                return {
                  term: numbered(row.label, row.item),
                  value: <Lines text={row.text} />,
                  ...(changeHref === undefined ? {} : { changeHref: changeHref(section.pageId, row.path) }),
                  ...(source === undefined ? {} : { source }),
                }
              })}
            />
          </section>
        ))}
    </>
  )
}

function Lines({ text }: { text: SummarySection['title'] }): JSX.Element {
  if (!text.ja.includes('\n')) return <Text words={text} />
  return (
    <>
      {text.ja.split('\n').map((line) => (
        <>
          {line}
          <br />
        </>
      ))}
    </>
  )
}

function numbered(label: SummarySection['title'], item: number | undefined): SummarySection['title'] {
  if (item === undefined) return label
  // In brackets:「数 2」beside「1個」reads as an answer.
  const number = item + 1
  return {
    ja: `${label.ja}（${number}）`,
    ...(label.easy === undefined ? {} : { easy: `${label.easy}（${number}）` }),
    ...(label.en === undefined ? {} : { en: `${label.en} (${number})` }),
  }
}

function sourceWords(m: SubmissionMessages, source: string | undefined): string | undefined {
  const known = (['card', 'account', 'before', 'register', 'photo', 'guide', 'page'] as const).find(
    (each) => each === source,
  )
  return known === undefined ? undefined : m.source[known]
}
