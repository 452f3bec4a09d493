import { isDeepStrictEqual } from 'node:util'
import type { ProcedureDefinition, Reporter } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

const deadlineParts = ['from', 'days', 'months', 'countFirstDay', 'shiftToOpenDay', 'article', 'when'] as const
/** Rules that the city makes for itself: it may change them. */
const ownRule = /条例|規則|要綱|規程|要領|内規/

/** Whether the filing deadline is the law's and not the city's own. */
export function deadlineIsFixed(definition: ProcedureDefinition): boolean {
  const article = definition.filingDeadline?.article
  return article !== undefined && (!ownRule.test(article) || /施行規則|省令/.test(article))
}

/** Terms that a law has set may be worded anew, but not changed: deadline, statutory period, remedies. */
export function checkFixedByLaw(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  if (deadlineIsFixed(floor)) checkDeadline(definition, floor, report)
  checkPeriod(definition, floor, report)
  checkRemedies(definition, floor, report)
  checkTables(definition, floor, report)
}

/** Rows of a law that were shipped stay as they are: a change of law is a new dated version, and old cases keep the old rows. */
function checkTables(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  for (const [id, table] of Object.entries(floor.tables ?? {})) {
    for (const { from, source, rows } of table.versions) {
      if (citySets(source)) continue
      const versions = definition.tables?.[id]?.versions ?? []
      const at = versions.findIndex((each) => each.from === from)
      if (at < 0) {
        report.error(['tables'], 'fixed-by-law', messages.tableGone(table.label, from, source))
      } else if (!isDeepStrictEqual(versions[at]?.rows, rows)) {
        report.error(['tables', id, 'versions', at], 'fixed-by-law', messages.tableChanged(table.label, from, source))
      }
    }
  }
}

/** Amounts of a sample, of the city's own rules, or still to be confirmed: the city puts its own in their place. */
function citySets(source: string): boolean {
  return /見本|例規|市の|確かめる/.test(source) || (ownRule.test(source) && !/施行規則|省令/.test(source))
}

function checkDeadline(definition: ProcedureDefinition, floor: ProcedureDefinition, report: Reporter): void {
  const [now, was] = [definition.filingDeadline, floor.filingDeadline]
  if (was === undefined) return
  if (now === undefined) {
    report.error(['filingDeadline'], 'fixed-by-law', messages.deadlineGone(was.article))
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
  if (now.counting !== was.counting || more) {
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
