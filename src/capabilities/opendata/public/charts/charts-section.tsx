import type { JSX } from 'preact'
import { plain, sayMonth, Text, useLocale, type Words } from '../../../../design/index.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { sayCount } from '../pages/say.ts'
import type { VersionSummary } from '../summary/summary.ts'
import { BarTable } from './bar-table.tsx'
import { type Chart, chooseCharts } from './choose-charts.ts'
import type { ChartMessages } from './messages.ts'

export interface ChartsSectionProps {
  readonly m: ChartMessages
  readonly definition: DatasetDefinition
  readonly summary: VersionSummary
  readonly rows: number
}

/** Small charts of a dataset, as far as it has something to draw. */
export function ChartsSection({ m, definition, summary, rows }: ChartsSectionProps): JSX.Element | null {
  const charts = chooseCharts(definition, summary, rows)
  if (charts.length === 0) return null
  return (
    <section id="charts" class="flow">
      <h2>
        <Text words={m.title} />
      </h2>
      <div class="charts">
        {charts.map((chart) => (
          <OneChart m={m} chart={chart} rows={rows} />
        ))}
      </div>
    </section>
  )
}

function OneChart({
  m,
  chart,
  rows,
}: {
  readonly m: ChartMessages
  readonly chart: Chart
  readonly rows: number
}): JSX.Element {
  const title = chart.kind === 'flags' ? m.flags : chart.column.title
  const note = noteOf(m, chart, rows)
  return (
    <section class="flow">
      <h3>
        <Text words={title} />
      </h3>
      {note !== undefined && (
        <p class="hint">
          <Text words={note} />
        </p>
      )}
      <Bars m={m} chart={chart} title={title} />
    </section>
  )
}

function Bars({
  m,
  chart,
  title,
}: {
  readonly m: ChartMessages
  readonly chart: Chart
  readonly title: Words
}): JSX.Element {
  const locale = useLocale()
  const name = plain(title, locale)
  const caption = m.chartOf(name)
  switch (chart.kind) {
    case 'values':
      return <BarTable caption={caption} label={title} count={m.count} graph={m.graph} bars={chart.bars} />
    case 'flags':
      return (
        <BarTable
          caption={caption}
          label={m.flagColumn}
          count={m.count}
          graph={m.graph}
          bars={chart.bars.map((bar) => ({ ...bar, label: shortTitle(bar.label) }))}
        />
      )
    case 'time': {
      const bars = chart.bars.map((bar) => ({
        ...bar,
        label: chart.step === 'year' ? m.year(bar.label) : sayMonth(bar.label, locale),
      }))
      return <BarTable caption={caption} label={title} count={m.count} graph={m.graph} bars={bars} />
    }
    case 'numbers': {
      const { from, width, counts } = chart.of
      const whole = chart.column.kind === 'integer'
      const round = (value: number): number => Number(value.toPrecision(9))
      const bars = counts.map((count, at) => {
        const low = round(from + at * width)
        const high = round(low + width)
        const label =
          whole && width === 1
            ? sayNumber(low)
            : whole
              ? m.fromTo(sayNumber(low), sayNumber(high - 1))
              : m.fromBelow(sayNumber(low), sayNumber(high))
        return { label, count }
      })
      return <BarTable caption={caption} label={title} count={m.count} graph={m.graph} bars={bars} />
    }
  }
}

function noteOf(m: ChartMessages, chart: Chart, rows: number): Words | undefined {
  if (chart.kind === 'numbers') {
    const { min, max, sum, filled } = chart.of
    const unit = chart.column.unit ?? ''
    return m.range(
      `${sayNumber(min)}${unit}`,
      `${sayNumber(max)}${unit}`,
      `${sayNumber(Math.round((sum / filled) * 10) / 10)}${unit}`,
    )
  }
  if (chart.kind !== 'values') return undefined
  const parts = [
    chart.others > 0 ? m.others(sayCount(chart.others)) : '',
    chart.of.filled < rows ? m.empty(sayCount(rows - chart.of.filled)) : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? undefined : parts.join(m.between)
}

/** 災害種別_洪水 → 洪水: what all have in common stands before the sign. */
const shortTitle = (title: string): string => title.slice(title.lastIndexOf('_') + 1)

/** 1,234.5. */
function sayNumber(value: number): string {
  const [whole = '', part] = String(value).split('.')
  return part === undefined || whole.includes('e') ? sayWhole(String(value)) : `${sayWhole(whole)}.${part}`
}

const sayWhole = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
