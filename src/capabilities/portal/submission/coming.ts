import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { OwnView } from '../mailbox/own-view.ts'
import { procedureMessages } from '../procedure/messages.ts'
import { submissionMessages } from './messages.ts'
import type { ComingProps } from './views/coming.tsx'

/** What the definition says of an application that was sent: its computed values, and what comes and what to do then. */
export function comingOf({ procedure, copy, filing, facts }: OwnView, locale: Locale): ComingProps {
  const m = submissionMessages[locale]
  return {
    valuesTitle: m.computedTitle,
    valuesNote: m.computedNote,
    values: procedure.shownValues(copy.answers, filing, facts, 'resident'),
    afterwardsTitle: procedureMessages[locale].afterwards,
    afterwards: procedure.definition.guide.afterwards,
  }
}
