import type { JSX } from 'preact'
import { Button, StaffPage, type StaffPageProps, Table } from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { DeskLine } from '../store/desk.ts'

const words = messages.desk

/** What would be decided at once, before anything is. */
export function BulkPreviewPage(props: {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly lines: readonly DeskLine[]
  readonly csrf: string
  readonly requestKey: string
}): JSX.Element {
  return (
    <StaffPage
      {...props.frame}
      title={words.bulkPreview(props.lines.length)}
      back={{ href: '/approvals', label: words.title }}
    >
      <h1>{words.bulkPreview(props.lines.length)}</h1>
      <Table
        caption={words.bulkPreview(props.lines.length)}
        columns={[
          { id: 'title', label: words.columns.title, heading: true },
          { id: 'outcome', label: messages.page.decide },
          { id: 'matter', label: words.columns.matter },
          { id: 'proposer', label: words.columns.proposer },
        ]}
        rows={props.lines.map((line) => ({
          title: line.title,
          outcome: line.outcomeLabel,
          matter: line.matterLabel,
          proposer: `${line.sectionName} ${line.proposerName}`,
        }))}
      />
      <form method="post" action="/approvals/bulk">
        <input type="hidden" name="csrf" value={props.csrf} />
        <input type="hidden" name="requestKey" value={props.requestKey} />
        {props.lines.map((line) => (
          <input type="hidden" name="proposal" value={`${line.id}:${line.version}`} />
        ))}
        <Button label={words.bulkGo(props.lines.length)} name="do" value="decide" />
      </form>
    </StaffPage>
  )
}

/** What became of each. */
export function BulkResultPage(props: {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly results: readonly {
    readonly id: string
    readonly title: string
    readonly ok: boolean
    readonly sentence: string
  }[]
}): JSX.Element {
  const done = props.results.filter((result) => result.ok).length
  return (
    <StaffPage {...props.frame} title={words.bulkTitle} back={{ href: '/approvals', label: words.title }}>
      <h1>{words.bulkTitle}</h1>
      <p>{words.bulkDone(done, props.results.length - done)}</p>
      <Table
        caption={words.bulkTitle}
        columns={[
          { id: 'title', label: words.columns.title, heading: true },
          { id: 'sentence', label: words.columns.act },
        ]}
        rows={props.results.map((result) => ({
          title: <a href={`/approvals/${result.id}`}>{result.title}</a>,
          sentence: result.sentence,
        }))}
      />
    </StaffPage>
  )
}
