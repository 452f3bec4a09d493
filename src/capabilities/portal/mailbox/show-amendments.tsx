import { AsWritten, Text } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { sayFullDay, sayMoment } from '../shared/dates.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openSmall } from '../submission/copy.ts'
import type { KeptAmendment } from './amendment.ts'
import type { MailboxMessages } from './messages.ts'
import type { OwnView } from './own-view.ts'
import { type LetterRow, listNoticesOfKind } from './store.ts'
import type { ApplicationProps } from './views/application.tsx'

/** Everything that was put right in the notices of an application, newest first. */
export async function amendmentsOf(
  portal: Portal,
  cityId: string,
  { id }: Pick<OwnView['row'], 'id'>,
): Promise<readonly KeptAmendment[]> {
  const notices = await listNoticesOfKind(cityDb(portal, cityId), id, 'amendment')
  return notices.map(({ code, body }) =>
    openSmall<KeptAmendment>(portal.services.keys, cityId, `notice:${id}:${code}`, body),
  )
}

/** What was wrong and what is right, with the letter that says so. */
export function amendmentPanels(
  amendments: readonly KeptAmendment[],
  view: OwnView,
  letters: readonly LetterRow[],
  m: MailboxMessages,
  locale: Locale,
): NonNullable<ApplicationProps['amendments']> {
  return amendments.map((kept) => {
    const letter = letters.find(({ id }) => id === kept.letterId)
    const byHand = kept.delivery === 'post' ? [m.byPost] : kept.delivery === 'counter' ? [m.byCounter] : []
    return {
      result: m.amended,
      facts: [
        { term: m.decidedOn, value: <Text words={sayFullDay(kept.decidedOn, locale)} /> },
        ...(kept.documentNumber === undefined
          ? []
          : [{ term: m.documentNumber, value: <AsWritten text={kept.documentNumber} /> }]),
        ...kept.items.flatMap(({ where, wrong, right }) => [
          { term: m.wasWrong(where), value: <AsWritten text={wrong} /> },
          { term: m.isRight(where), value: <AsWritten text={right} /> },
        ]),
        { term: m.amendedBecause, value: <AsWritten text={kept.reason} /> },
      ],
      notes: [m.amendedStays, ...(letter === undefined ? byHand : [])],
      ...(letter === undefined
        ? {}
        : {
            letter: {
              href: `/applications/${view.row.id}/letters/${letter.id}`,
              label: m.openNotice,
              ...(letter.opened_at === null ? {} : { opened: m.letterOpened(sayMoment(letter.opened_at, locale)) }),
            },
          }),
    }
  })
}
