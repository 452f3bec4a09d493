import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  EmptyState,
  LinkButton,
  Notice,
  Pagination,
  QueueTable,
  Tabs,
} from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { QueueFilters, type QueueFiltersProps } from './filters.tsx'
import { lineColumns, lineHtml } from './line-markup.tsx'
import { queueMessages as messages } from './messages.ja.ts'
import { type QueueId, queueIds } from './queues.ts'
import type { QueueLine } from './view-model.ts'

export interface QueuePageProps {
  readonly queue: QueueId
  readonly counts: Readonly<Partial<Record<QueueId, number>>>
  readonly hrefOf: (queue: QueueId) => string
  readonly filters: QueueFiltersProps
  readonly lines: readonly QueueLine[]
  readonly searched: boolean
  /** The person also reads cases of sections they do not work for (監査). */
  readonly readsAll: boolean
  readonly nextHref?: string
  readonly firstHref?: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly may: { readonly review: boolean; readonly bulk: boolean; readonly export: boolean; readonly intake: boolean }
  readonly exportHref: string
  readonly parked: number
}

/** The staff's list of cases, sorted by what is due first. */
export function QueuePage(props: QueuePageProps): JSX.Element {
  const { queue, counts, hrefOf, lines, may, parked } = props
  return (
    <>
      <div class="heading-row">
        <h1>{messages.title}</h1>
        <div class="heading-end">
          {may.intake && <LinkButton href="/cases/paper" kind="line" small label={messages.newPaper} />}
        </div>
      </div>
      {parked > 0 && (
        <Notice title={messages.parked(parked)}>
          <p>{messages.parkedWhy}</p>
        </Notice>
      )}
      <Tabs
        label={messages.tabs}
        tabs={queueIds.map((id) => ({
          href: hrefOf(id),
          label: messages.queues[id],
          ...(counts[id] === undefined ? {} : { count: counts[id] }),
          current: id === queue,
        }))}
      />
      <QueueFilters {...props.filters} />
      {props.readsAll && queue === 'all' && <p class="hint">{messages.byNumberOnly}</p>}
      {lines.length === 0 ? (
        <EmptyState title={props.searched ? messages.emptySearch : messages.empty} />
      ) : (
        <form class="flow" method="post" action="/cases/bulk">
          <Hidden fields={props.hidden} />
          <Lines lines={lines} selectable={may.review || may.export} />
          <ButtonRow>
            {may.review && <Button kind="line" small label={messages.take} name="act" value="take" shortcut="take" />}
            {may.review && <Button kind="line" small label={messages.handOver} name="act" value="hand-over" />}
            {may.bulk && <Button kind="line" small label={messages.bulkMark} name="act" value="mark" />}
            {may.bulk && <Button kind="line" small label={messages.bulkDecide} name="act" value="decide" />}
            {may.export && <Button kind="line" small label={messages.exportSelected} name="act" value="export" />}
            {may.export && <LinkButton href={props.exportHref} kind="text" small label={messages.exportList} />}
          </ButtonRow>
        </form>
      )}
      <Pagination
        shown={messages.shown(lines.length, props.searched ? undefined : counts[queue])}
        {...(props.firstHref ? { previousHref: props.firstHref } : {})}
        {...(props.nextHref ? { nextHref: props.nextHref } : {})}
      />
    </>
  )
}

function Lines({ lines, selectable }: { lines: readonly QueueLine[]; selectable: boolean }): JSX.Element {
  return (
    <QueueTable
      caption={messages.caption}
      selectHeading={messages.selectHeading}
      columns={lineColumns}
      rows={{ html: lines.map((line) => lineHtml(line, selectable)).join(''), selectable }}
    />
  )
}
