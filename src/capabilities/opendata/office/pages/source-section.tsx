import type { JSX } from 'preact'
import { Button, Notice, Table, Warning } from '../../../../design/index.ts'
import { type SourceProblem, sourceAddress } from '../source-problems.ts'
import type { DatasetLine } from '../store-datasets.ts'
import { messages } from './messages.ja.ts'
import { problemWords } from './problem-words.ja.ts'
import { Hidden } from './screen.tsx'
import type { ScreenProps } from './web.ts'

const words = messages.dataset

interface Shown {
  readonly screen: ScreenProps
  readonly dataset: DatasetLine
}

/** Where a dataset comes from that nobody types, and what is wrong there. */
export function SourceSection({ dataset }: Pick<Shown, 'dataset'>): JSX.Element {
  const { derived } = dataset.definition
  const href = derived && sourceAddress(derived)
  const columns = words.problemColumns
  return (
    <>
      <Notice>
        <p>{words.derived}</p>
        {href !== undefined && <a href={href}>{words.toSource}</a>}
      </Notice>
      {dataset.sourceProblems.some(({ level }) => level === 'error') && <Warning>{words.sourceBroken}</Warning>}
      {dataset.sourceProblems.length > 0 && (
        <Table
          caption={words.sourceProblems}
          columns={[
            { id: 'name', label: columns.name, heading: true },
            { id: 'column', label: columns.column },
            { id: 'level', label: columns.level },
            { id: 'problem', label: columns.problem },
          ]}
          rows={dataset.sourceProblems.map((problem) => {
            const at = derived && problem.key !== '' ? sourceAddress(derived, problem.key) : undefined
            return {
              name: at === undefined ? problem.name : <a href={at}>{problem.name}</a>,
              column: problem.column ?? messages.draft.wholeRow,
              level: messages.draft.levels[problem.level],
              problem: sentence(problem),
            }
          })}
        />
      )}
    </>
  )
}

function sentence({ code, detail = '' }: SourceProblem): JSX.Element | string {
  if (code === 'many-gone') return words.manyGone(detail)
  if (code !== 'venue-unknown') return problemWords[code].sentence(detail)
  return (
    <>
      {words.venueUnknown(detail)} <a href={sourceAddress('facilities')}>{words.toFacilities}</a>
    </>
  )
}

/** The way from a spreadsheet of facilities to their register. */
export function KeepInRegister({ screen, dataset }: Shown): JSX.Element {
  return (
    <>
      <h2>{words.register}</h2>
      <p>{words.registerLead}</p>
      {dataset.version === undefined ? (
        <p>
          <a href="/catalogue/registers/facilities">{words.toSource}</a>
        </p>
      ) : (
        <form method="post" action={`/datasets/${dataset.id}/register`}>
          <Hidden screen={screen} />
          <Button kind="line" label={words.copyToRegister(dataset.version.rows)} />
        </form>
      )}
    </>
  )
}
