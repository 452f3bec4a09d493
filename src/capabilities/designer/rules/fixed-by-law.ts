import { isDeepStrictEqual } from 'node:util'
import type { ProcedureDefinition, Reporter } from '../../procedures/index.ts'
import { checkFixedExpressions } from './check-fixed-expressions.ts'
import type { Floor } from './fixed-expressions.ts'
import { messages } from './messages.ja.ts'
import { citesChangeOfLaw, citySetsRows, lawSets } from './whose-rule.ts'

const deadlineParts = ['from', 'days', 'months', 'countFirstDay', 'shiftToOpenDay', 'article', 'when'] as const
/** Whether the filing deadline is the law's and not the city's own. */
export function deadlineIsFixed(definition: ProcedureDefinition): boolean {
  const article = definition.filingDeadline?.article
  return article !== undefined && lawSets(article)
}

/** Terms that a law has set may be worded anew, but not changed: deadline, period, season, remedies, rows and expressions. */
export function checkFixedByLaw(definition: ProcedureDefinition, floor: Floor, report: Reporter): void {
  if (deadlineIsFixed(floor.definition)) checkDeadline(definition, floor.definition, report)
  checkPeriod(definition, floor.definition, report)
  checkSeason(definition, floor.definition, report)
  checkRemedies(definition, floor.definition, report)
  checkTables(definition, floor.definition, report)
  checkFixedExpressions(definition, floor, report)
}

/** The season, when a law has set it (現況届は8月中); the city may still pause. */
function checkSeason(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  const [now, was] = [definition.acceptance, floor.acceptance]
  if (!seasonIsFixed(floor) || isDeepStrictEqual(now?.season, was?.season)) return
  if (citesChangeOfLaw(now?.article, was?.article)) return
  report.error(['acceptance'], 'fixed-by-law', messages.season(was?.article ?? ''))
}

/** Whether the time of the year in which filings are taken is the law's. */
export function seasonIsFixed({ acceptance }: ProcedureDefinition): boolean {
  return acceptance?.season !== undefined && acceptance.article !== undefined && lawSets(acceptance.article)
}

/**
 * Rows of a law that were shipped stay as they are: a change of law is a new version that begins later and cites another source, and
 * old cases keep the old rows.
 */
function checkTables(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  for (const [id, table] of Object.entries(floor.tables ?? {})) {
    const versions = definition.tables?.[id]?.versions ?? []
    const fixed = table.versions.filter(({ source }) => !citySetsRows(source))
    for (const { from, source, rows } of fixed) {
      const at = versions.findIndex((each) => each.from === from)
      if (at < 0) {
        report.error(['tables'], 'fixed-by-law', messages.tableGone(table.label, from, source))
      } else if (!isDeepStrictEqual(versions[at]?.rows, rows)) {
        report.error(['tables', id, 'versions', at], 'fixed-by-law', messages.tableChanged(table.label, from, source))
      }
    }
    const newest = fixed
      .map(({ from }) => from)
      .toSorted()
      .at(-1)
    if (newest === undefined) continue
    versions.forEach((version, at) => {
      if (table.versions.some(({ from }) => from === version.from)) return
      if (version.from < newest) {
        report.error(['tables', id, 'versions', at], 'fixed-by-law', messages.tableBetween(table.label, newest))
      } else if (table.versions.some(({ source }) => source === version.source)) {
        report.error(
          ['tables', id, 'versions', at, 'source'],
          'fixed-by-law',
          messages.tableSource(table.label, version.from),
        )
      }
    })
  }
}

function checkDeadline(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  const [now, was] = [definition.filingDeadline, floor.filingDeadline]
  if (was === undefined) return
  if (now === undefined) {
    report.error(['filingDeadline'], 'fixed-by-law', messages.deadlineGone(was.article))
    return
  }
  if (citesChangeOfLaw(now.article, was.article)) {
    report.warning(['filingDeadline'], 'changed-by-law', messages.deadlineByNewLaw(now.article))
    return
  }
  for (const part of deadlineParts) {
    if (now[part] === was[part]) continue
    const value = String(was[part] ?? messages.none)
    report.error(
      ['filingDeadline', part],
      'fixed-by-law',
      messages.deadline(messages.deadlineParts[part], was.article, value),
    )
  }
}

function checkPeriod(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  const [now, was] = [definition.processing, floor.processing]
  if (was.statutory === undefined) return
  const law = was.statutory.law + was.statutory.article
  if (!isDeepStrictEqual(now.statutory, was.statutory)) {
    report.error(['processing', 'statutory'], 'fixed-by-law', messages.statutoryGone(law))
  }
  if (now.days > was.days) report.error(['processing', 'days'], 'fixed-by-law', messages.statutoryDays(was.days, law))
  const more = now.pausedBy.some((state) => !was.pausedBy.includes(state))
  if (now.counting !== was.counting || now.countFirstDay !== was.countFirstDay || more) {
    report.error(['processing', more ? 'pausedBy' : 'counting'], 'fixed-by-law', messages.statutoryCounting(law))
  }
}

function checkRemedies(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  for (const was of floor.outcomes) {
    if (was.remedies === undefined || was.remedies === 'none') continue
    const at = definition.outcomes.findIndex(({ id }) => id === was.id)
    const now = definition.outcomes[at]
    if (now === undefined) {
      report.error(['outcomes'], 'fixed-by-law', messages.remediesGone(was.label.ja))
      continue
    }
    if (!isDeepStrictEqual(now.remedies, was.remedies)) {
      report.error(['outcomes', at, 'remedies'], 'fixed-by-law', messages.remedies(was.label.ja))
    }
    if (was.adverse && !now.adverse) {
      report.error(['outcomes', at, 'adverse'], 'fixed-by-law', messages.adverse(was.label.ja))
    }
  }
}
