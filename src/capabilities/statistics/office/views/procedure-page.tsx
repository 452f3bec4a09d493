import type { JSX } from 'preact'
import { StaffPage, Tabs } from '../../../../design/index.ts'
import type { ReportTable } from '../../report/tables.ts'
import { messages } from '../messages.ja.ts'
import type { VisibleUnit } from '../visible.ts'
import { type Frame, Remarks, YearTabs } from './overview-page.tsx'
import { ReportSection } from './report-table.tsx'

export interface ProcedurePageProps {
  readonly frame: Frame
  readonly year: number
  readonly years: readonly number[]
  readonly complete: boolean
  readonly sample: readonly string[]
  readonly threshold: number
  readonly unit: VisibleUnit
  /** The same procedure in other sections, as far as the person may see them. */
  readonly units: readonly VisibleUnit[]
  readonly cases: readonly ReportTable[]
  readonly visits: readonly ReportTable[]
  readonly mayChange: boolean
}

/** One procedure in one section: cases first, then how people got through the form. */
export function ProcedurePage(props: ProcedurePageProps): JSX.Element {
  const { year, unit, units } = props
  const { id, name } = unit.procedure.definition
  const base = `/statistics/procedures/${id}`
  const query = (sectionId: string, each = year) => `?year=${each}&section=${sectionId}`
  const sections = (tables: readonly ReportTable[]) =>
    tables.map((table) => <ReportSection table={table} csvHref={`${base}/${table.id}.csv${query(unit.sectionId)}`} />)
  return (
    <StaffPage
      {...props.frame}
      title={messages.procedureLead(name.ja)}
      back={{ href: `/statistics?year=${year}`, label: messages.title }}
    >
      <h1>{name.ja}</h1>
      <p>
        {messages.procedureLead(name.ja)}
        {unit.section}
      </p>
      <YearTabs years={props.years} year={year} hrefOf={(each) => `${base}${query(unit.sectionId, each)}`} />
      {units.length > 1 && (
        <Tabs
          label={messages.section}
          tabs={units.map((each) => ({
            href: `${base}${query(each.sectionId)}`,
            label: each.section,
            current: each.sectionId === unit.sectionId,
          }))}
        />
      )}
      <Remarks {...props} />
      <h2>{messages.casesTitle}</h2>
      {sections(props.cases)}
      <h2>{messages.visitsTitle}</h2>
      <p>{messages.visitsNote}</p>
      <p>
        <a href={`${base}/opinions`}>{messages.wordsOfPeople}</a>
      </p>
      {props.mayChange && (
        <p>
          <a href={`/designer/procedures/${id}`}>{messages.whereToChange}</a>
        </p>
      )}
      {sections(props.visits)}
    </StaffPage>
  )
}
