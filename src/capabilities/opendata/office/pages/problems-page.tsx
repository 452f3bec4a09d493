import type { JSX } from 'preact'
import {
  Button,
  Facts,
  LinkButton,
  Notice,
  Pagination,
  Progress,
  Table,
  Tag,
  Warning,
} from '../../../../design/index.ts'
import { nameOf } from '../../compare/compare-rows.ts'
import type { DataFileRefused, RefusalCode } from '../../read/file-refused.ts'
import { refusalSentence } from '../../read/refusals.ja.ts'
import type { ProblemCode } from '../../values/outcome.ts'
import {
  type Draft,
  type DraftProblem,
  type DraftRow,
  errorsOf,
  type Finding,
  unsettledOf,
  warningsOf,
} from '../draft/draft.ts'
import { rowOf } from '../draft/row-of.ts'
import { DiscardForm } from './discard.tsx'
import { messages } from './messages.ja.ts'
import { problemWords } from './problem-words.ja.ts'
import { DraftScreen, Hidden } from './screen.tsx'
import { shownChange } from './shown-change.ts'
import { momentText, type ScreenProps } from './web.ts'

const words = messages.draft

export interface ProblemsPageProps {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly rows: readonly DraftRow[]
  /** The kind and the column that are shown; absent: all. */
  readonly code?: string
  readonly column?: string
  readonly nextHref?: string
  /** Why it came back. */
  readonly returned?: string
}

/** What was found in the file: by kind with its repairs, and by row and column. */
export function ProblemsPage(props: ProblemsPageProps): JSX.Element {
  const { screen, draft } = props
  const working = draft.state === 'reading' || draft.task !== undefined
  return (
    <DraftScreen draft={draft} tab="problems" screen={screen} {...(working ? { refreshSeconds: 2 } : {})}>
      {props.returned !== undefined && <Warning>{props.returned}</Warning>}
      {working ? <Working draft={draft} /> : <Found {...props} />}
      <Facts
        facts={[
          ...(draft.about === undefined
            ? [
                { term: words.facts.file, value: words.file(draft.sourceName, messages.ways[draft.way]) },
                { term: words.facts.rows, value: words.rows(draft.rowCount) },
              ]
            : [{ term: words.facts.file, value: messages.ways[draft.way] }]),
          { term: words.facts.base, value: words.base(draft.baseNumber) },
          { term: words.facts.begun, value: `${draft.begunName}　${momentText(draft.begunAt)}` },
          { term: words.facts.changed, value: `${draft.changedName}　${momentText(draft.changedAt)}` },
        ]}
      />
      {draft.state !== 'proposed' && draft.state !== 'published' && draft.state !== 'discarded' && (
        <DiscardForm screen={screen} draft={draft} />
      )}
    </DraftScreen>
  )
}

function Working({ draft }: { readonly draft: Draft }): JSX.Element {
  return (
    <>
      <Progress
        label={words.working}
        done={draft.done}
        total={Math.max(draft.rowCount, draft.done * 2, 1)}
        text={words.progress(draft.done)}
      />
      <p class="hint">{words.refresh}</p>
    </>
  )
}

function Found(props: ProblemsPageProps): JSX.Element {
  const { draft } = props
  const [errors, warnings, writing] = [errorsOf(draft.findings), warningsOf(draft.findings), unsettledOf(draft)]
  if (draft.fault !== undefined) return <Warning>{words.fault(faultSentence(draft.fault))}</Warning>
  if (draft.state === 'published' || draft.state === 'discarded')
    return <Notice>{messages.draftStates[draft.state]}</Notice>
  return (
    <>
      {errors > 0 ? (
        <Warning>{words.summary(errors, warnings, writing)}</Warning>
      ) : (
        <Notice>{words.summary(errors, warnings, writing)}</Notice>
      )}
      {draft.state === 'open' && <AcceptMany {...props} />}
      {draft.state === 'open' && <WholeDatum {...props} />}
      {draft.state === 'open' && errors + writing === 0 && (
        <p>
          <LinkButton href={`/datasets/drafts/${draft.id}/publication`} label={words.toPublication} />
        </p>
      )}
      <Kinds {...props} />
      <Lines {...props} />
    </>
  )
}

function faultSentence(fault: string): string {
  const { code, params } = JSON.parse(fault) as { code: RefusalCode; params: DataFileRefused['params'] }
  return refusalSentence({ code, params })
}

function AcceptMany({ screen, draft }: ProblemsPageProps): JSX.Element | null {
  const sure = draft.findings.reduce((sum, finding) => sum + finding.sure, 0)
  const proposals = draft.findings.reduce((sum, finding) => sum + finding.proposals, 0)
  if (proposals === 0) return null
  return (
    <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/repairs`}>
      <Hidden screen={screen} seen={draft.revision} />
      {sure > 0 && (
        <>
          <p class="hint">{words.sureHint}</p>
          <Button name="which" value="sure" label={words.acceptSure(sure)} />
        </>
      )}
      {proposals > sure && (
        <>
          <p class="hint">{words.allHint}</p>
          <Button kind="line" name="which" value="all" label={words.acceptAll(proposals)} />
        </>
      )}
    </form>
  )
}

/** A few rows at the border give the datum of the whole file away. */
function WholeDatum({ screen, draft }: ProblemsPageProps): JSX.Element | null {
  if (!draft.findings.some(({ code }) => code === 'tokyo-datum')) return null
  return (
    <form class="flow" method="post" action={`/datasets/drafts/${draft.id}/repairs`}>
      <Hidden screen={screen} seen={draft.revision} />
      <p class="hint">{words.datumHint}</p>
      <Button kind="line" name="which" value="datum" label={words.datum(draft.rowCount)} />
    </form>
  )
}

const tones = { error: 'wrong', warning: 'soon', notice: 'plain' } as const

function Kinds({ screen, draft }: ProblemsPageProps): JSX.Element | null {
  const columns = words.kindColumns
  if (draft.findings.length === 0) return null
  const base = `/datasets/drafts/${draft.id}`
  return (
    <>
      <h2>{words.kinds}</h2>
      <Table
        caption={words.kinds}
        columns={[
          { id: 'kind', label: columns.kind, heading: true },
          { id: 'column', label: columns.column },
          { id: 'level', label: columns.level },
          { id: 'count', label: columns.count, number: true },
          { id: 'accept', label: columns.accept },
        ]}
        rows={draft.findings.map((finding) => ({
          kind: kindOf(finding.code),
          column: columnTitle(draft, finding.column),
          level: <Tag label={words.levels[finding.level]} tone={tones[finding.level]} />,
          count:
            finding.code === 'recommended-missing' ? (
              finding.count.toLocaleString('ja-JP')
            ) : (
              <a href={`${base}?${query(finding)}`}>
                {finding.count.toLocaleString('ja-JP')}
                <span class="aloud">
                  ：{kindOf(finding.code)}　{columnTitle(draft, finding.column)}　{words.show}
                </span>
              </a>
            ),
          accept: draft.state === 'open' && finding.proposals > 0 && (
            <form method="post" action={`${base}/repairs`}>
              <Hidden screen={screen} seen={draft.revision} />
              <input type="hidden" name="code" value={finding.code} />
              {finding.column !== undefined && <input type="hidden" name="column" value={finding.column} />}
              <Button
                small
                kind="line"
                name="which"
                value="kind"
                label={words.accept(finding.proposals)}
                about={`：${kindOf(finding.code)}　${columnTitle(draft, finding.column)}`}
              />
            </form>
          ),
        }))}
      />
    </>
  )
}

function Lines({ screen, draft, rows, code, column, nextHref }: ProblemsPageProps): JSX.Element | null {
  const columns = words.problemColumns
  const base = `/datasets/drafts/${draft.id}`
  const shown = rows.flatMap((row) =>
    row.problems
      .filter(
        (problem) =>
          (code === undefined || problem.code === code) && (column === undefined || problem.column === column),
      )
      .map((problem) => ({ row, problem })),
  )
  if (shown.length === 0) return draft.findings.length === 0 ? <p>{words.none}</p> : null
  return (
    <>
      <h2 id="problems">{words.problems}</h2>
      {code !== undefined && (
        <p>
          <a href={base}>{words.showAll}</a>
        </p>
      )}
      <Table
        caption={words.problems}
        wide
        columns={[
          { id: 'row', label: columns.row, heading: true },
          { id: 'column', label: columns.column },
          { id: 'typed', label: columns.typed },
          { id: 'problem', label: columns.problem },
          { id: 'proposal', label: columns.proposal },
        ]}
        rows={shown.map(({ row, problem }) => ({
          row:
            draft.state === 'open' ? (
              <>
                <a href={`${base}/rows/${row.number}`}>
                  {row.number}
                  <span class="aloud">：{words.edit(row.number)}</span>
                </a>
                　{nameOfRow(draft, row)}
              </>
            ) : (
              `${row.number}　${nameOfRow(draft, row)}`
            ),
          column: columnTitle(draft, problem.column),
          typed:
            problem.proposal === undefined
              ? short(typedOf(draft, row, problem))
              : shownChange(typedOf(draft, row, problem), problem.proposal).before,
          problem: (
            <>
              <Tag label={words.levels[problem.level]} tone={tones[problem.level]} /> {sentenceOf(problem)}
            </>
          ),
          proposal: problem.proposal !== undefined && (
            <form method="post" action={`${base}/rows/${row.number}`}>
              <Hidden screen={screen} seen={draft.revision} />
              <input type="hidden" name="code" value={problem.code} />
              {problem.column !== undefined && <input type="hidden" name="column" value={problem.column} />}
              <input type="hidden" name="back" value="problems" />
              <p>{shownChange(typedOf(draft, row, problem), problem.proposal).after}</p>
              {draft.state === 'open' && (
                <Button
                  small
                  kind="line"
                  name="do"
                  value="accept"
                  label={words.acceptOne}
                  about={`：${words.edit(row.number)}　${columnTitle(draft, problem.column)}`}
                />
              )}
            </form>
          ),
        }))}
      />
      {nextHref !== undefined && <Pagination nextHref={nextHref} />}
    </>
  )
}

export function kindOf(code: string): string {
  return problemWords[code as ProblemCode]?.kind ?? code
}

export function sentenceOf({ code, detail }: DraftProblem): string {
  return problemWords[code].sentence(detail ?? '')
}

export function columnTitle({ definition }: Draft, column: string | undefined): string {
  if (column === undefined) return words.wholeRow
  return definition?.columns.find(({ id }) => id === column)?.title ?? column
}

function typedOf({ definition }: Draft, row: DraftRow, { column }: DraftProblem): string {
  const cell = (id: string): string => row.cells[definition?.columns.findIndex((each) => each.id === id) ?? -1] ?? ''
  if (column !== undefined) return cell(column)
  return definition?.geometry?.lat === undefined
    ? ''
    : `${cell(definition.geometry.lat)} ${cell(definition.geometry.lon)}`.trim()
}

/** What people call the row: a number of the file says little. */
function nameOfRow({ definition }: Draft, row: DraftRow): string {
  const name = definition === undefined ? '' : nameOf(definition, rowOf(definition, row.cells))
  return name.length > 30 ? `${name.slice(0, 30)}…` : name
}

/** Nobody reads the outline of an area to its end. */
const short = (cell: string): string => (cell.length > 80 ? `${cell.slice(0, 80)}…` : cell)

function query({ code, column }: Finding): string {
  return new URLSearchParams({ code, ...(column === undefined ? {} : { column }) }).toString()
}
