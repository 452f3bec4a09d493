import { Text } from '../../../design/index.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import { type CalendarDay, type HandOver, summaryOf } from '../../procedures/index.ts'
import { sayDay, sayFullDay } from '../shared/dates.ts'
import type { Eligibility } from './eligibility.ts'
import type { ProcedureMessages } from './messages.ts'
import type { ProcedurePageProps } from './views/procedure.tsx'

/** Where it leads, with the host named: a person sees that the city's site ends there. */
export function handOverOf(handOver: HandOver, m: ProcedureMessages, locale: Locale): ProcedurePageProps['handOver'] {
  const { text: system } = pickText(handOver.system, locale)
  return {
    title: m.elsewhereTitle(system),
    lead: m.elsewhereLead,
    needs: handOver.needs,
    phone: handOver.phone,
    ...(handOver.address === undefined
      ? {}
      : {
          link: {
            href: handOver.address,
            label: m.elsewhereGo(system),
            leaves: m.elsewhereLeaves(new URL(handOver.address).host),
          },
        }),
  }
}

export function eligibilityOf(
  eligibility: Eligibility,
  handOver: HandOver | undefined,
  m: ProcedureMessages,
  locale: Locale,
): ProcedurePageProps['eligibility'] {
  const { outcome, pages, problems, stops, warnings, values } = eligibility
  return {
    outcome,
    pages: pages.map((fields) => ({ title: fields.page.page.title, lead: fields.page.page.lead, fields })),
    problems: problems.flatMap(({ page: of, problem }) => summaryOf([problem], of)),
    stops: stops.map(({ message }) => message),
    warnings: warnings.map(({ message }) => message),
    values: values.map(({ label, text }) => ({ term: label, value: <Text words={text} /> })),
    yes: handOver === undefined ? '' : m.checkYesText(pickText(handOver.system, locale).text),
  }
}

export function calendarOf(
  days: readonly CalendarDay[],
  today: string,
  m: ProcedureMessages,
  locale: Locale,
): Pick<ProcedurePageProps, 'calendar'> {
  if (days.length === 0) return {}
  return {
    calendar: {
      title: m.calendarTitle(sayDay(today, locale)),
      rows: days.map(({ label, rule, kind, due, article }) => ({
        label,
        rule,
        due:
          due === undefined
            ? m.calendarAsk
            : kind === 'from'
              ? m.calendarFrom(sayFullDay(due, locale))
              : m.deadlineDue(sayFullDay(due, locale)),
        ...(article === undefined ? {} : { article }),
      })),
    },
  }
}
