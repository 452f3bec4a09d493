import type { JSX } from 'preact'
import { LinkRow, LinkRows } from '../../../../design/index.ts'
import { type Locale, pickText } from '../../../../platform/i18n/local-text.ts'
import type { ListedProcedure } from '../listing.ts'
import type { HomeMessages } from '../messages.ts'

/** Procedures as rows to press: name, time and fee, and whether it is open. */
export function ProcedureRows({
  procedures,
  m,
  locale,
}: {
  procedures: readonly ListedProcedure[]
  m: HomeMessages
  locale: Locale
}): JSX.Element {
  return (
    <LinkRows columns>
      {procedures.map((procedure) => (
        <LinkRow href={`/procedures/${procedure.id}`} title={procedure.name} note={noteOf(procedure, m, locale)} />
      ))}
    </LinkRows>
  )
}

function noteOf(procedure: ListedProcedure, m: HomeMessages, locale: Locale): string {
  const fee = pickText(procedure.fee, locale).text
  if (procedure.elsewhere) return [m.elsewhere, fee].join('・')
  return procedure.open ? [m.minutes(procedure.minutes), fee].join('・') : m.closed
}
