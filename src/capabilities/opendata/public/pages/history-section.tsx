import type { JSX } from 'preact'
import { AsWritten, Table, Text } from '../../../../design/index.ts'
import type { PastVersion } from '../history.ts'
import type { Frame } from './catalogue-page.tsx'
import type { OpenDataMessages } from './messages.ts'
import { sayCount, sayDayOf } from './say.ts'

/** Versions, the newest first: the day, how many rows, what changed and which rows by name. */
export function HistorySection({
  m,
  slug,
  history,
  locale,
}: {
  readonly m: OpenDataMessages
  readonly slug: string
  readonly history: readonly PastVersion[]
  readonly locale: Frame['locale']
}): JSX.Element {
  return (
    <section id="history">
      <h2>
        <Text words={m.historyTitle} />
      </h2>
      <Table
        caption={m.historyTitle}
        wide
        columns={[
          { id: 'version', label: m.version, heading: true },
          { id: 'day', label: m.day },
          { id: 'rows', label: m.rowCount, number: true },
          { id: 'changes', label: m.changes },
        ]}
        rows={history.map((version) => ({
          version: version.number,
          day: <Text words={sayDayOf(version.publishedAt, locale)} />,
          rows: sayCount(version.rows),
          changes: (
            <>
              <Changes m={m} version={version} />
              {version.number > 1 && (
                <div>
                  <a href={`/dataset/${slug}/changes/${version.number}`}>
                    <Text words={m.differences(String(version.number))} />
                  </a>
                </div>
              )}
              {version.number !== history[0]?.number && (
                <div>
                  <a href={`/dataset/${slug}/versions/${version.number}`}>
                    <Text words={m.rowsOfVersion(String(version.number))} />
                  </a>
                </div>
              )}
            </>
          ),
        }))}
      />
    </section>
  )
}

function Changes({ m, version }: { readonly m: OpenDataMessages; readonly version: PastVersion }): JSX.Element {
  const { changes, note, number, rows } = version
  const described = changes.described ?? []
  const lines =
    number === 1
      ? [{ say: m.firstVersion(sayCount(rows)), names: '' }]
      : (['added', 'changed', 'removed'] as const)
          .filter((kind) => changes[kind] > 0)
          .map((kind) => ({
            say: m[kind](sayCount(changes[kind])),
            names: namesOf(m, changes.names[kind], changes[kind]),
          }))
  return (
    <>
      {lines.length === 0 && described.length === 0 && <Text words={m.unchanged} />}
      {lines.map(({ say, names }) => (
        <div>
          <Text words={say} />
          {names !== '' && (
            <>
              {'：'}
              <Text words={names} />
            </>
          )}
        </div>
      ))}
      {described.length > 0 && (
        <div>
          <Text words={m.described(m.names(described.map((field) => m.descriptionFields[field])))} />
        </div>
      )}
      {note !== '' && (
        <div>
          <AsWritten text={note} />
        </div>
      )}
    </>
  )
}

/** The first names, and how many there are besides. */
const mostNames = 5

function namesOf(m: OpenDataMessages, names: readonly string[], count: number): string {
  const shown = names.slice(0, mostNames)
  if (shown.length === 0) return ''
  const said = m.names(shown)
  return count > shown.length ? m.andMore(said, sayCount(count - shown.length)) : said
}
