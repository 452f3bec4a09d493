import type { JSX } from 'preact'
import type { Day } from '../../../../civic/day.ts'
import {
  AsWritten,
  Button,
  Option,
  plain,
  sayFullDay,
  sayMonth,
  Table,
  Text,
  useLocale,
} from '../../../../design/index.ts'
import { sayCount } from '../pages/say.ts'
import type { ChartMessages } from './messages.ts'
import type { PopulationView } from './population-view.ts'
import { Pyramid } from './pyramid.tsx'
import { Sparkline, Trend } from './trend.tsx'

/** Areas in the table; the largest come first. */
const mostAreas = 100

export interface PopulationSectionProps {
  readonly m: ChartMessages
  /** Path of the page. */
  readonly action: string
  readonly view: PopulationView
}

/** The population of an area: pyramid of a day, its way over time, and all areas compared. Pictures have their table beside them. */
export function PopulationSection({ m, action, view }: PopulationSectionProps): JSX.Element {
  const locale = useLocale()
  const { summary, area, day, people, series, columns } = view
  const where = area ?? plain(m.whole, locale)
  const when = sayFullDay(day as Day, locale)
  return (
    <section id="charts" class="flow">
      <h2>
        <Text words={m.title} />
      </h2>
      <form class="parts" method="get" action={`${action}#charts`}>
        <label class="part part-20">
          <span>
            <Text words={m.area} />
          </span>
          <select class="input" name="area">
            <Option words={m.whole} value="" selected={area === undefined} />
            {summary.areas.map((each) => (
              <Option words={each.area} value={each.area} selected={each.area === area} />
            ))}
          </select>
        </label>
        <label class="part part-20">
          <span>
            <Text words={m.day} />
          </span>
          <select class="input" name="day">
            {summary.days.toReversed().map((each) => (
              <Option words={sayFullDay(each as Day, locale)} value={each} selected={each === day} />
            ))}
          </select>
        </label>
        <Button label={m.show} kind="line" />
      </form>
      <div class="charts">
        {people !== undefined && (
          <section class="flow">
            <h3>
              <Text words={m.pyramid(where)} />
            </h3>
            <p class="hint">
              <Text words={m.people(when, sayCount(people.total))} />
            </p>
            <Pyramid
              bands={columns.bands}
              people={people}
              label={plain(m.pyramidLabel(where, plain(when, locale), ...share(view)), locale)}
              words={{
                male: plain(m.male, locale),
                female: plain(m.female, locale),
                band: (from, to) => plain(m.band(from, to), locale),
              }}
            />
            <details>
              <summary>
                <Text words={m.asTable} />
              </summary>
              <Table
                caption={m.pyramid(where)}
                columns={[
                  { id: 'band', label: m.age, heading: true },
                  { id: 'male', label: m.male, number: true },
                  { id: 'female', label: m.female, number: true },
                ]}
                rows={columns.bands.map(({ from, to }, at) => ({
                  band: <Text words={m.band(from, to)} />,
                  male: sayCount(people.male[at] ?? 0),
                  female: sayCount(people.female[at] ?? 0),
                }))}
              />
            </details>
          </section>
        )}
        {series.length > 1 && (
          <section class="flow">
            <h3>
              <Text words={m.trend(where)} />
            </h3>
            <Trend
              points={series.map((each) => ({ day: each.day, value: each.people.total }))}
              label={plain(
                m.trendLabel(where, sayCount(series[0]?.people.total ?? 0), sayCount(series.at(-1)?.people.total ?? 0)),
                locale,
              )}
              sayValue={sayCount}
              sayDay={(each) => plain(sayMonth(each.slice(0, 7), locale), locale)}
            />
            <Table
              caption={m.trend(where)}
              columns={[
                { id: 'day', label: m.day, heading: true },
                { id: 'total', label: m.total, number: true },
                { id: 'change', label: m.change, number: true },
              ]}
              rows={series.map((each, at) => ({
                day: <Text words={sayFullDay(each.day as Day, locale)} />,
                total: sayCount(each.people.total),
                change: at === 0 ? '' : sayChange(each.people.total - (series[at - 1]?.people.total ?? 0)),
              }))}
            />
          </section>
        )}
      </div>
      <AreaTable m={m} action={action} view={view} />
    </section>
  )
}

function AreaTable({ m, action, view: { summary, day } }: PopulationSectionProps): JSX.Element {
  const areas = summary.areas.flatMap(({ area, totals }) => {
    const points = totals.flatMap((value, at) => (value === null ? [] : [{ day: summary.days[at] ?? '', value }]))
    const last = points.at(-1)
    return last === undefined
      ? []
      : [{ area, points, last: last.value, change: last.value - (points[0]?.value ?? last.value) }]
  })
  areas.sort((a, b) => b.last - a.last)
  return (
    <section class="flow">
      <h3>
        <Text words={m.byArea} />
      </h3>
      {areas.length > mostAreas && (
        <p class="hint">
          <Text words={m.largest(String(mostAreas))} />
        </p>
      )}
      <Table
        caption={m.byArea}
        columns={[
          { id: 'area', label: m.area, heading: true },
          { id: 'total', label: m.total, number: true },
          { id: 'change', label: m.changeSince, number: true },
          { id: 'line', label: m.course },
        ]}
        rows={areas.slice(0, mostAreas).map(({ area, points, last, change }) => ({
          area: (
            <a href={`${action}?${new URLSearchParams({ area, day })}#charts`}>
              <AsWritten text={area} />
            </a>
          ),
          total: sayCount(last),
          change: points.length > 1 ? sayChange(change) : '',
          line: points.length > 1 ? <Sparkline points={points} /> : '',
        }))}
      />
    </section>
  )
}

/** Percent of the youngest (under 15) and of those of 65 and more: what a pyramid tells at a glance. */
function share({ people, columns }: PopulationView): readonly [young: number, old: number] {
  const of = (within: (from: number, to: number | undefined) => boolean): number =>
    columns.bands.reduce(
      (sum, { from, to }, at) => sum + (within(from, to) ? (people?.male[at] ?? 0) + (people?.female[at] ?? 0) : 0),
      0,
    )
  const total = Math.max(
    1,
    of(() => true),
  )
  const percent = (count: number): number => Math.round((count / total) * 100)
  return [percent(of((_, to) => to !== undefined && to < 15)), percent(of((from) => from >= 65))]
}

const sayChange = (change: number): string =>
  change > 0 ? `+${sayCount(change)}` : change < 0 ? `−${sayCount(-change)}` : '±0'
