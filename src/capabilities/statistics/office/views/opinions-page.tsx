import type { JSX } from 'preact'
import { Button, Notice, StaffPage, Table } from '../../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { OpinionRead } from '../opinions.ts'
import type { Frame } from './overview-page.tsx'

const words = messages.opinions

/** What people wrote beside their grade. Only the office reads it. */
export function OpinionsPage({
  frame,
  procedure,
  opinions,
  erased,
}: {
  readonly frame: Frame
  readonly procedure: { readonly id: string; readonly name: string }
  readonly opinions: readonly OpinionRead[]
  readonly erased: boolean
}): JSX.Element {
  const base = `/statistics/procedures/${procedure.id}`
  const month = (first: string): string => `${first.slice(0, 4)}年${messages.month(first)}`
  return (
    <StaffPage {...frame} title={words.title} back={{ href: base, label: procedure.name }}>
      {erased && <Notice>{words.erased}</Notice>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <p>{words.warning}</p>
      {opinions.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          columns={(['month', 'grade', 'text', 'erase'] as const).map((id) => ({ id, label: words.columns[id] }))}
          rows={opinions.map((opinion) => ({
            month: month(opinion.month),
            grade: messages.tables.satisfaction.rows[5 - opinion.grade] ?? '',
            text: opinion.text ?? words.unreadable,
            erase: (
              <form method="post" action={`${base}/opinions`} class="inline-form">
                <input type="hidden" name="csrf" value={frame.csrf ?? ''} />
                <input type="hidden" name="opinion" value={opinion.id} />
                <Button label={words.erase} kind="text" about={`：${words.eraseOf(month(opinion.month))}`} />
              </form>
            ),
          }))}
        />
      )}
    </StaffPage>
  )
}
