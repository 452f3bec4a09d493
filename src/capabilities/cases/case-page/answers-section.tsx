import type { JSX } from 'preact'
import { Answers, DeskSection, ShapeSketch } from '../../../design/index.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** The answers as the form lays them out, each with where it came from and what stood there before. */
export function AnswersSection({ sections, loaded }: CasePageProps): JSX.Element {
  const warnings = loaded.revisions.at(-1)?.content.warnings ?? []
  return (
    <DeskSection id="answers" title={messages.answers} end={messages.revision(loaded.revisions.length)}>
      {sections.map((section) => (
        <>
          <h3>{section.title}</h3>
          <Answers
            answers={section.lines.map((line) => ({
              term: line.label,
              value: (
                <>
                  {line.before === undefined ? line.text : <b>{line.text}</b>}
                  {line.drawn && <ShapeSketch {...line.drawn} />}
                </>
              ),
              origin: line.origin,
              ...(line.before === undefined ? {} : { before: line.before }),
            }))}
          />
        </>
      ))}
      <p>
        <a href={`/cases/${loaded.row.id}/form.pdf`}>{messages.printForm}</a>
      </p>
      {warnings.length > 0 && (
        <>
          <h3>{messages.warnings}</h3>
          <ul>
            {warnings.map((warning) => (
              <li>{warning}</li>
            ))}
          </ul>
        </>
      )}
    </DeskSection>
  )
}
