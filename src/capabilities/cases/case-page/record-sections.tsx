import type { JSX } from 'preact'
import { Button, DeskSection, Log, TextArea } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { caseWords } from '../words.ja.ts'
import { longMoment, shortMoment } from '../words.ts'
import { formView } from './form-state.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** Everything that happened, newest first, each line with its number and hash. */
export function HistorySection({ loaded, history }: CasePageProps): JSX.Element {
  return (
    <DeskSection
      id="history"
      title={messages.history}
      end={<a href={`/cases/${loaded.row.id}/proof`}>{messages.prove}</a>}
    >
      <Log entries={history.map(({ time, at, text, hash }) => ({ time, at, text, hash }))} />
    </DeskSection>
  )
}

export function NotesSection({ loaded, state, hidden, may }: CasePageProps): JSX.Element {
  const view = formView(state, 'note')
  return (
    <DeskSection id="notes" title={messages.notes}>
      {loaded.notes.length === 0 ? (
        <p class="sub">{messages.noNotes}</p>
      ) : (
        <Log
          entries={loaded.notes.map((note) => ({
            time: shortMoment(note.at),
            at: note.at.toISOString(),
            text: (
              <>
                <b>{note.authorName}</b>　{note.text}
              </>
            ),
          }))}
        />
      )}
      {may.review && (
        <form class="flow" method="post" action={`/cases/${loaded.row.id}/notes`}>
          <Hidden fields={hidden()} />
          <TextArea
            {...view.field('note')}
            label={messages.note}
            hint={messages.noteHint}
            rows={2}
            limit={4000}
            value={view.value('note')}
          />
          <Button kind="line" small label={messages.saveNote} />
        </form>
      )}
    </DeskSection>
  )
}

/** Filed in one act, decided each by itself: 受付番号, procedure and state of the others. */
export function TogetherSection({ loaded }: CasePageProps): JSX.Element {
  return (
    <DeskSection id="together" title={messages.together}>
      <ul class="rows">
        {loaded.together.map((other) => (
          <li class="row">
            <a href={`/cases/${other.id}`}>
              <span class="keep">{other.receiptNumber}</span>　{other.procedure}
            </a>
            <span>{caseWords.states[other.state]}</span>
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}

export function DuplicatesSection({ loaded }: CasePageProps): JSX.Element {
  return (
    <DeskSection id="duplicates" title={messages.duplicates}>
      <ul class="rows">
        {loaded.duplicates.map((other) => (
          <li class="row">
            <a href={`/cases/${other.id}`}>
              <span class="keep">{other.receiptNumber}</span>　{other.name}
            </a>
            <span>{messages.duplicateLine(caseWords.states[other.state], longMoment(other.arrivedAt))}</span>
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}
