import type { JSX } from 'preact'
import { Button, ButtonRow, Checkboxes, Notice, Table, TextArea, Warning } from '../../../../design/index.ts'
import type { Comparison } from '../../compare/compare-streams.ts'
import { type Draft, errorsOf, warningsOf } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'
import { columnTitle } from './problems-page.tsx'
import { DraftScreen, errorOf, Hidden } from './screen.tsx'
import { momentText, type ScreenProps } from './web.ts'

/** The way to the public: propose, decide. */
export function PublicationPage({
  screen,
  draft,
  ownWork,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  /** The person had a hand in it. */
  readonly ownWork: boolean
}): JSX.Element {
  const words = messages.publication
  const action = `/datasets/drafts/${draft.id}/publication`
  const [errors, warnings] = [errorsOf(draft.findings), warningsOf(draft.findings)]
  return (
    <DraftScreen draft={draft} tab="publication" screen={screen}>
      <p>{words.lead}</p>
      <p>
        <a href={`/datasets/drafts/${draft.id}/differences`}>{words.seeDifferences}</a>
      </p>
      {warnings > 0 && <Warning>{words.warnings(warnings)}</Warning>}
      {draft.state === 'open' && errors > 0 && <Warning>{words.errors(errors)}</Warning>}
      {draft.state === 'open' && errors === 0 && (
        <form class="flow" method="post" action={action} novalidate>
          <Hidden screen={screen} seen={draft.revision} />
          <TextArea
            id="note"
            name="note"
            label={words.note}
            hint={words.noteHint}
            rows={3}
            value={screen.typed('note')}
            {...errorOf(screen, 'note')}
          />
          <Checkboxes
            id="correction"
            name="correction"
            label={words.correctionMark}
            required={false}
            values={screen.all('correction') ?? []}
            options={[{ value: 'yes', label: words.correction }]}
          />
          <Button name="do" value="propose" label={words.propose} />
        </form>
      )}
      {draft.proposal && <Waiting screen={screen} draft={draft} proposal={draft.proposal} ownWork={ownWork} />}
    </DraftScreen>
  )
}

function Waiting({
  screen,
  draft,
  proposal,
  ownWork,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly proposal: NonNullable<Draft['proposal']>
  readonly ownWork: boolean
}): JSX.Element {
  const words = messages.publication
  const { changes } = proposal
  const decides = screen.mayPublish && !ownWork && proposal.by !== screen.staffId
  return (
    <section class="flow">
      <p>{words.waiting(proposal.byName, momentText(new Date(proposal.at)))}</p>
      <p>{messages.differences.counts(changes.added, changes.changed, changes.removed)}</p>
      <p>{proposal.note}</p>
      {draft.state === 'proposed' && (
        <>
          {!screen.mayPublish && <Notice>{words.notAllowed}</Notice>}
          {screen.mayPublish && !decides && <Notice>{words.ownWork}</Notice>}
          <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/publication`} novalidate>
            <Hidden screen={screen} seen={draft.revision} />
            {decides && (
              <>
                <TextArea
                  id="comment"
                  name="comment"
                  label={words.comment}
                  hint={words.commentHint}
                  required={false}
                  rows={3}
                  value={screen.typed('comment')}
                  {...errorOf(screen, 'comment')}
                />
                <ButtonRow>
                  <Button name="do" value="approved" label={words.approve} />
                  <Button kind="line" name="do" value="sent-back" label={words.sendBack} unchecked />
                </ButtonRow>
              </>
            )}
            {proposal.by === screen.staffId && (
              <Button kind="line" name="do" value="recalled" label={words.recall} unchecked />
            )}
          </form>
        </>
      )}
    </section>
  )
}

const mostLines = 100

/** What would change for those who use the data, in plain words. */
export function DifferencesPage({
  screen,
  draft,
  comparison,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly comparison: Comparison
}): JSX.Element {
  const words = messages.differences
  const { changes, details } = comparison
  const before = draft.rowCount - changes.added + changes.removed
  const none = changes.added + changes.changed + changes.removed === 0
  const changed = details.filter(({ kind }) => kind === 'changed')
  const list = (kind: 'added' | 'removed') => {
    const names = details.flatMap((each) => (each.kind === kind ? [each.name] : []))
    if (names.length === 0) return null
    return (
      <>
        <h2>{words[kind]}</h2>
        <ul>
          {names.slice(0, mostLines).map((name) => (
            <li>{name}</li>
          ))}
        </ul>
        {changes[kind] > mostLines && <p>{words.more(changes[kind] - mostLines)}</p>}
      </>
    )
  }
  return (
    <DraftScreen draft={draft} tab="differences" screen={screen}>
      {draft.baseNumber === 0 && <p>{words.first}</p>}
      {none ? <p>{words.none}</p> : <p>{words.counts(changes.added, changes.changed, changes.removed)}</p>}
      {before > 0 && changes.removed > before * 0.2 && <Warning>{words.manyRemoved}</Warning>}
      {changed.length > 0 && (
        <>
          <h2>{words.changed}</h2>
          <Table
            caption={words.changed}
            wide
            columns={[
              { id: 'name', label: words.columns.name, heading: true },
              { id: 'column', label: words.columns.column },
              { id: 'before', label: words.columns.before },
              { id: 'after', label: words.columns.after },
            ]}
            rows={changed.slice(0, mostLines).flatMap(({ name, cells }) =>
              cells.map((cell) => ({
                name,
                column: columnTitle(draft, cell.column),
                before: cell.before === '' ? words.empty : cell.before.slice(0, 200),
                after: cell.after === '' ? words.empty : cell.after.slice(0, 200),
              })),
            )}
          />
          {changes.changed > mostLines && <p>{words.more(changes.changed - mostLines)}</p>}
        </>
      )}
      {list('removed')}
      {list('added')}
    </DraftScreen>
  )
}
