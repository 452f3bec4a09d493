import type { JSX } from 'preact'
import { formatEraShort } from '../../../../civic/era.ts'
import { Button, ErrorSummary, StaffPage, type StaffPageProps, Table } from '../../../../design/index.ts'
import { type ImportPlan, importColumns } from '../import.ts'
import { organisationMessages as m, problemSentence } from '../messages.ja.ts'
import { AreaLinks, Done } from './parts.tsx'
import { Hidden } from './person.tsx'

export interface ImportPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>
  readonly plan?: ImportPlan
  /** The file's text, carried from the preview to the button. */
  readonly text?: string
  readonly sentence?: string
  readonly done?: string
}

/** CSV of people: choose, look at what it would do, then take it in as a whole. */
export function ImportPage({ frame, plan, text, sentence, done }: ImportPageProps): JSX.Element {
  const problems = plan?.problems ?? []
  const failed = problems.length > 0 || sentence !== undefined
  const rowProblems = problems.map((problem) => ({
    message:
      problem.row === undefined ? problemSentence(problem) : `${m.row(problem.row)}：${problemSentence(problem)}`,
  }))
  return (
    <StaffPage {...frame} title={m.importTitle} failed={failed}>
      {failed && (
        <ErrorSummary
          problems={sentence === undefined ? rowProblems : [{ id: 'file', message: sentence }]}
          {...(sentence === undefined ? { title: m.importProblems(problems.length) } : {})}
        />
      )}
      <h1>{m.importTitle}</h1>
      <AreaLinks here="import" />
      <Done {...(done === undefined ? {} : { sentence: done })} />
      {plan !== undefined && problems.length === 0 && <Preview frame={frame} plan={plan} text={text ?? ''} />}
      <form method="post" action="/organisation/import" enctype="multipart/form-data" novalidate>
        <Hidden csrf={frame.csrf} />
        <p>{m.importLead}</p>
        <p class="hint">
          {m.importColumns}：{Object.values(importColumns).join('、')}
        </p>
        <div class="field">
          <label class="field-label" for="file">
            {m.importFile}
          </label>
          <p class="hint" id="file-hint">
            {m.importHint}
          </p>
          <input class="input" type="file" id="file" name="file" accept=".csv,text/csv" aria-describedby="file-hint" />
        </div>
        <Button label={m.importCheck} kind={plan !== undefined && problems.length === 0 ? 'line' : 'main'} />
      </form>
    </StaffPage>
  )
}

function Preview({ frame, plan, text }: Required<Pick<ImportPageProps, 'frame' | 'plan' | 'text'>>): JSX.Element {
  const changing = plan.rows.filter((row) => row.effect !== 'nothing')
  return (
    <section class="flow">
      <h2>{m.importPreview}</h2>
      {changing.length === 0 ? (
        <p>{m.importNothing}</p>
      ) : (
        <>
          <Table
            caption={m.importPreview}
            columns={[
              { id: 'row', label: m.row(0).replace('0', ''), number: true },
              { id: 'effect', label: m.effect },
              { id: 'number', label: m.number },
              { id: 'name', label: m.name, heading: true },
              { id: 'kana', label: m.kana },
              { id: 'place', label: m.place },
              { id: 'kind', label: m.kind },
              { id: 'from', label: m.from },
            ]}
            rows={changing.map((row) => ({
              row: row.row,
              effect: m.effects[row.effect],
              number: row.number,
              name: row.name,
              kana: row.kana,
              place: `${row.sectionName} ${row.postName}`,
              kind: m.kinds[row.kind],
              from: formatEraShort(row.from),
            }))}
          />
          <form method="post" action="/organisation/import/application">
            <Hidden csrf={frame.csrf} />
            <textarea name="csv" hidden readOnly>
              {`\n${text}`}
            </textarea>
            <Button label={m.importApply(changing.length)} />
          </form>
        </>
      )}
    </section>
  )
}
