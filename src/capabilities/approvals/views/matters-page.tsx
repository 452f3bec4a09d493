import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { formatYen } from '../../../civic/money.ts'
import {
  Button,
  Checkboxes,
  ErrorSummary,
  Notice,
  Select,
  StaffPage,
  type StaffPageProps,
  Table,
  TextInput,
} from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import { rankNames } from '../rank-names.ja.ts'
import type { StoredMatter } from '../store/matters.ts'

const words = messages.matters

export interface MattersPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly rows: readonly StoredMatter[]
  /** Names of sections by code. */
  readonly sections: ReadonlyMap<string, string>
  readonly csrf: string
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
  readonly endProblem?: string
  readonly notice?: string
}

/** The table, a small form in each living row to end it, and a form to add one. */
export function MattersPage({
  frame,
  rows,
  sections,
  csrf,
  typed,
  problems,
  endProblem,
  notice,
}: MattersPageProps): JSX.Element {
  const list = [
    ...Object.entries(problems).map(([id, message]) => ({ id, message })),
    ...(endProblem === undefined ? [] : [{ message: endProblem }]),
  ]
  return (
    <StaffPage
      {...frame}
      title={words.title}
      failed={list.length > 0}
      back={{ href: '/approvals', label: messages.desk.title }}
    >
      {list.length > 0 && <ErrorSummary problems={list} />}
      {notice !== undefined && <Notice>{notice}</Notice>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <Table
        caption={words.title}
        columns={(['label', 'matter', 'upTo', 'rank', 'concurrence', 'flags', 'basis', 'from', 'to'] as const).map(
          (id) => ({ id, label: words.columns[id], ...(id === 'label' ? { heading: true } : {}) }),
        )}
        rows={rows.map((row) => ({
          label: row.label,
          matter: row.matter,
          upTo: row.upTo === null ? words.anyAmount : formatYen(row.upTo),
          rank: rankNames[row.deciderRank] ?? String(row.deciderRank),
          concurrence: row.concurrence.map((code) => sections.get(code) ?? code).join('、'),
          flags: `${row.substitution ? words.substitution : words.noSubstitution}${row.bulk ? `・${words.bulk}` : ''}`,
          basis: row.basis,
          from: formatEra(row.beginsOn),
          to: row.endsOn === null ? <EndForm row={row} csrf={csrf} /> : formatEra(row.endsOn),
        }))}
      />
      <h2>{words.add}</h2>
      <AddForm csrf={csrf} typed={typed} problems={problems} />
    </StaffPage>
  )
}

function EndForm({ row, csrf }: { row: StoredMatter; csrf: string }): JSX.Element {
  return (
    <form method="post" action="/approvals/matters" class="inline-form">
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="id" value={row.id} />
      <label>
        <span class="aloud">
          {row.label} {words.endOn}
        </span>
        <input class="input input-12" type="date" name="endsOn" />
      </label>
      <Button label={words.end} name="do" value="end" kind="text" small about={row.label} />
    </form>
  )
}

function AddForm({ csrf, typed, problems }: Pick<MattersPageProps, 'csrf' | 'typed' | 'problems'>): JSX.Element {
  const text = (
    name: 'matter' | 'label' | 'upTo' | 'concurrence' | 'basis' | 'beginsOn',
    label: string,
    required = true,
    hint?: string,
  ): JSX.Element => (
    <TextInput
      id={name}
      name={name}
      label={label}
      required={required}
      value={typed(name)}
      {...(hint === undefined ? {} : { hint })}
      {...(problems[name] === undefined ? {} : { error: problems[name] })}
    />
  )
  return (
    <form method="post" action="/approvals/matters" class="flow">
      <input type="hidden" name="csrf" value={csrf} />
      {text('matter', words.columns.matter)}
      {text('label', words.columns.label)}
      {text('upTo', words.columns.upTo, false)}
      <Select
        id="rank"
        name="rank"
        label={words.columns.rank}
        value={typed('rank')}
        options={Object.entries(rankNames).map(([rank, name]) => ({ value: rank, label: name }))}
        {...(problems.rank === undefined ? {} : { error: problems.rank })}
      />
      {text('concurrence', words.columns.concurrence, false)}
      <Checkboxes
        id="substitution"
        name="substitution"
        label={words.substitution}
        required={false}
        options={[{ value: 'yes', label: words.substitution }]}
        values={typed('matter') === '' ? ['yes'] : [typed('substitution')]}
      />
      <Checkboxes
        id="bulk"
        name="bulk"
        label={words.bulk}
        required={false}
        options={[{ value: 'yes', label: words.bulk }]}
        values={[typed('bulk')]}
      />
      {text('basis', words.columns.basis, false)}
      {text('beginsOn', words.columns.from, true, words.dayHint)}
      <Button label={words.add} name="do" value="add" />
    </form>
  )
}
