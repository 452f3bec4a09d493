import type { JSX } from 'preact'
import { AsWritten, Table, Text, type Words } from '../../../../design/index.ts'
import { sayCount } from '../pages/say.ts'

export interface BarTableProps {
  readonly caption: Words
  /** What a row is: the title of the column. */
  readonly label: Words
  readonly count: Words
  readonly graph: Words
  readonly bars: readonly { readonly label: Words; readonly count: number }[]
}

/** The chart is its own table: a bar beside each number, longest at the greatest. Bars begin at zero and are left out when read aloud. */
export function BarTable({ caption, label, count, graph, bars }: BarTableProps): JSX.Element {
  const most = Math.max(1, ...bars.map((bar) => bar.count))
  return (
    <Table
      caption={caption}
      columns={[
        { id: 'label', label, heading: true },
        { id: 'count', label: count, number: true },
        { id: 'bar', label: graph },
      ]}
      rows={bars.map((bar) => ({
        label: typeof bar.label === 'string' ? <AsWritten text={bar.label} /> : <Text words={bar.label} />,
        count: sayCount(bar.count),
        bar: <BarPicture share={bar.count / most} />,
      }))}
    />
  )
}

export function BarPicture({ share }: { readonly share: number }): JSX.Element {
  const width = Math.round(share * 1000) / 10
  return (
    <svg class="chart-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect width={width} height="10" />
    </svg>
  )
}
