import type { JSX } from 'preact'
import { Table, Warning } from '../../../../design/index.ts'
import type { Comparison } from '../../compare/compare-streams.ts'
import type { Draft } from '../draft/draft.ts'
import { messages } from './messages.ja.ts'
import { columnTitle } from './problems-page.tsx'
import { DraftScreen } from './screen.tsx'
import { shownChange } from './shown-change.ts'
import type { ScreenProps } from './web.ts'

const words = messages.differences

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
                ...shownChange(cell.before, cell.after),
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
