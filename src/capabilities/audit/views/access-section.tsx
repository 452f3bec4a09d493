import type { JSX } from 'preact'
import { Button, EmptyState, Table, TextInput } from '../../../design/index.ts'
import type { AccessFilter, AccessLine } from '../access/store.ts'
import { messages } from '../messages.ja.ts'
import { shownMoment } from './moment.ts'

const words = messages.filter

/** Who looked at what, and why. */
export function AccessSection({
  filter,
  problems,
  lines,
  more,
}: {
  readonly filter: AccessFilter
  readonly problems: { readonly from?: string; readonly to?: string }
  readonly lines: readonly AccessLine[]
  readonly more?: string
}): JSX.Element {
  return (
    <section class="flow">
      <h2>{messages.access}</h2>
      <form method="get" action="/audit" class="flow">
        <TextInput id="staff" name="staff" label={words.staff} value={filter.staffNumber} width="12" required={false} />
        <TextInput
          id="receipt"
          name="receipt"
          label={words.receipt}
          value={filter.receiptNumber}
          width="20"
          required={false}
        />
        <TextInput
          id="from"
          name="from"
          label={words.from}
          hint={words.day}
          error={problems.from}
          value={filter.from}
          width="12"
          required={false}
        />
        <TextInput
          id="to"
          name="to"
          label={words.to}
          hint={words.day}
          error={problems.to}
          value={filter.to}
          width="12"
          required={false}
        />
        <Button label={words.show} kind="line" />
      </form>
      {lines.length === 0 ? <EmptyState title={messages.none} /> : <AccessTable lines={lines} />}
      {more !== undefined && (
        <p>
          <a href={more}>{messages.more}</a>
        </p>
      )}
    </section>
  )
}

function AccessTable({ lines }: { readonly lines: readonly AccessLine[] }): JSX.Element {
  const { columns, purposes } = messages
  return (
    <Table
      caption={messages.access}
      columns={[
        { id: 'at', label: columns.at },
        { id: 'staff', label: columns.staff, heading: true },
        { id: 'purpose', label: columns.purpose },
        { id: 'count', label: columns.count, number: true },
        { id: 'receipts', label: columns.receipts },
      ]}
      rows={lines.map((line) => ({
        at: shownMoment(line.at),
        staff: line.staffName === null ? messages.unknownStaff : `${line.staffName}（${line.staffNumber}）`,
        purpose: purposes[line.purpose] ?? line.purpose,
        count: line.count.toLocaleString('ja-JP'),
        receipts: receiptsOf(line),
      }))}
    />
  )
}

function receiptsOf({ receiptNumbers, count }: AccessLine): string {
  const rest = count - receiptNumbers.length
  if (receiptNumbers.length === 0) return ''
  return [...receiptNumbers, ...(rest > 0 ? [messages.andMore(rest)] : [])].join('、')
}
