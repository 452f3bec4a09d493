import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, mayDo, officeFrame, postedForm, requirePermission } from '../../identity/index.ts'
import { shownYears } from '../months/calendar.ts'
import type { CaseSource } from '../months/model.ts'
import { firstClosedMonth } from '../months/store.ts'
import { loadYear, type YearFigures } from '../report/load-year.ts'
import { caseTables, pendingTable, type ReportTable, visitTables } from '../report/tables.ts'
import { filedOnlineIn, unitReport } from '../report/unit-report.ts'
import { loadVisits, visitsReport } from '../report/visits.ts'
import { thresholdOn } from '../threshold.ts'
import { sendCsv } from './csv.ts'
import { messages } from './messages.ja.ts'
import { eraseOpinion, listOpinions } from './opinions.ts'
import { columnIds, overviewLine, readSorting, sortLines } from './overview.ts'
import { OpinionsPage } from './views/opinions-page.tsx'
import { OverviewPage } from './views/overview-page.tsx'
import { ProcedurePage } from './views/procedure-page.tsx'
import { type VisibleUnit, visibleUnits } from './visible.ts'

/** Screens and files of statistics: for sections whose statistics a person may read. */
export function statisticsRoutes(app: Hono<WebEnv>, services: ZoneServices<'office'>, source: CaseSource): void {
  app.use('/statistics', requirePermission(services, 'statistics.read'))
  app.use('/statistics/*', requirePermission(services, 'statistics.read'))

  app.get('/statistics', async (c) => {
    const { lines, ...asked } = await overviewOf(c)
    const sorting = readSorting(c.req.query('sort'))
    return page(
      c,
      <OverviewPage frame={officeFrame(c)} {...asked} sorting={sorting} lines={sortLines(lines, sorting)} />,
    )
  })

  app.get('/statistics/overview.csv', async (c) => {
    const { lines, year, sample } = await overviewOf(c)
    const sorted = sortLines(lines, readSorting(c.req.query('sort')))
    return sendCsv(
      c,
      `${messages.title}_${messages.year(year)}`,
      [columnIds.map((id) => messages.columns[id]), ...sorted.map(({ cells }) => columnIds.map((id) => cells[id]))],
      sample,
    )
  })

  app.get('/statistics/procedures/:procedure', async (c) => {
    const { unit, units, cases, visits, ...asked } = await procedureOf(c)
    return page(
      c,
      <ProcedurePage
        frame={officeFrame(c)}
        {...asked}
        unit={unit}
        units={units}
        cases={cases}
        visits={visits}
        mayChange={mayDo(currentStaff(c), 'procedures.edit')}
      />,
    )
  })

  app.get('/statistics/procedures/:procedure/opinions', async (c) => {
    const { unit } = await procedureOf(c)
    const { definition } = unit.procedure
    return page(
      c,
      <OpinionsPage
        frame={officeFrame(c)}
        procedure={{ id: definition.id, name: definition.name.ja }}
        opinions={await listOpinions(services, currentStaff(c).cityId, definition.id)}
        erased={c.req.query('done') === 'erased'}
      />,
    )
  })

  app.post('/statistics/procedures/:procedure/opinions', async (c) => {
    const form = await postedForm(c)
    const { unit } = await procedureOf(c)
    const { cityId, staffId } = currentStaff(c)
    const procedureId = unit.procedure.definition.id
    const id = form.text('opinion')
    const known = (await listOpinions(services, cityId, procedureId)).some((each) => each.id === id)
    const gone = known && (await eraseOpinion(services, cityId, { procedureId, id, staffId, at: c.get('now') }))
    return seeOther(c, `/statistics/procedures/${procedureId}/opinions${gone ? '?done=erased' : ''}`)
  })

  app.get('/statistics/procedures/:procedure/:table', async (c) => {
    const { unit, year, cases, visits, sample } = await procedureOf(c)
    const table = [...cases, ...visits].find(({ id }) => `${id}.csv` === c.req.param('table'))
    if (table === undefined) throw notFound()
    const words = messages.tables[table.id]
    const name = [messages.fileName, unit.procedure.definition.name.ja, words.title, messages.year(year)].join('_')
    const lines = [
      [messages.tables[table.id].heading, ...table.columns],
      ...table.rows.map(({ label, cells }) => [label, ...cells]),
    ]
    // What is open today is counted today; nothing of it was made up.
    return sendCsv(c, name, lines, table.id === 'pending' ? [] : sample)
  })

  async function yearOf(c: Context<WebEnv>) {
    const { cityId } = currentStaff(c)
    const today = dayOf(c.get('now'))
    const closed = await firstClosedMonth(services.db.city<OfficeDb>(cityId))
    const [first] = [closed, await source.firstDay(cityId)].filter((each) => each !== undefined).sort()
    const years = shownYears(first, today)
    const year = years.find((each) => String(each) === c.req.query('year')) ?? years[0] ?? 0
    const figures = await loadYear(services, source, cityId, year)
    const visits = await loadVisits(services.db.city<OfficeDb>(cityId), `${year}-04-01`, `${year + 1}-04-01`)
    const threshold = await thresholdOn(services, cityId, today)
    return { year, years, figures, visits, threshold }
  }

  async function overviewOf(c: Context<WebEnv>) {
    const { figures, visits, ...asked } = await yearOf(c)
    const { threshold } = asked
    const units = await visibleUnits(services, source, currentStaff(c), figures)
    const lines = units.map((unit) => {
      const { id, name } = unit.procedure.definition
      const own = visits.get(id)
      return overviewLine(
        { procedureId: id, sectionId: unit.sectionId, name: name.ja, section: unit.section },
        unitReport(figures.months, unit.byMonth, threshold),
        own === undefined ? undefined : visitsReport(own, [], threshold, onlineOf(figures, id, threshold)),
      )
    })
    return { ...asked, complete: figures.complete, sample: figures.sample, lines }
  }

  async function procedureOf(c: Context<WebEnv>) {
    const { figures, visits, ...asked } = await yearOf(c)
    const { threshold } = asked
    const staff = currentStaff(c)
    const id = c.req.param('procedure')
    const units = (await visibleUnits(services, source, staff, figures)).filter(
      ({ procedure }) => procedure.definition.id === id,
    )
    const section = c.req.query('section')
    const unit = section === undefined ? units[0] : units.find(({ sectionId }) => sectionId === section)
    // Of another section, and one that is not there, look the same.
    if (unit === undefined) throw notFound()
    return {
      ...asked,
      complete: figures.complete,
      sample: figures.sample,
      unit,
      units,
      cases: [
        ...caseTables(unitReport(figures.months, unit.byMonth, threshold), figures.months, unit.procedure),
        await pendingOf(staff.cityId, unit, c.get('now'), threshold),
      ],
      visits: visitTables(
        visitsReport(
          visits.get(unit.procedure.definition.id) ?? new Map(),
          pageIdsOf(unit),
          threshold,
          onlineOf(figures, unit.procedure.definition.id, threshold),
        ),
        unit.procedure,
      ),
    }
  }

  async function pendingOf(cityId: string, unit: VisibleUnit, now: Date, threshold: number): Promise<ReportTable> {
    const pending = (await source.pending(cityId, now)).find(
      ({ procedureId, sectionId }) => procedureId === unit.procedure.definition.id && sectionId === unit.sectionId,
    )
    return pendingTable(pending?.byAge ?? [], threshold)
  }
}

/** Of all sections, also those that this person may not see: the visits are counted over all of them. */
function onlineOf({ units, months }: YearFigures, procedureId: string, threshold: number): 'shown' | 'hidden' {
  return filedOnlineIn(
    months,
    units.filter((unit) => unit.procedureId === procedureId),
    threshold,
  )
}

function pageIdsOf({ procedure }: VisibleUnit): readonly string[] {
  return procedure.definition.pages.map(({ id }) => id)
}
