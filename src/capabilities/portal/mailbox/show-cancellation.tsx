import { dayOf } from '../../../civic/day.ts'
import { AsWritten, Text } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { sayDay, sayFullDay, sayMoment } from '../shared/dates.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openSmall } from '../submission/copy.ts'
import {
  cancellationCode,
  hearingCode,
  hearingEndCode,
  type KeptCancellation,
  type KeptHearing,
} from './cancellation.ts'
import { dueWords } from './due-words.ts'
import type { MailboxMessages } from './messages.ts'
import type { OwnView } from './own-view.ts'
import { findDecisionNotice, type LetterRow, listNoticesOfKind, type MailboxLine, type NoticeRow } from './store.ts'
import type { ApplicationProps } from './views/application.tsx'

interface Shown {
  readonly portal: Portal
  readonly cityId: string
  readonly view: OwnView
  readonly letters: readonly LetterRow[]
  readonly m: MailboxMessages
  readonly locale: Locale
  readonly today: string
}

/** What the person can do while the city thinks of cancelling its decision: how to be heard, and until when. */
export async function hearingTodo(shown: Shown): Promise<ApplicationProps['todo']> {
  const { portal, cityId, view, letters, m, locale, today } = shown
  if (view.row.state === 'cancelled') return []
  const notices = await listNoticesOfKind(cityDb(portal, cityId), view.row.id, 'hearing')
  const cancelled = await listNoticesOfKind(cityDb(portal, cityId), view.row.id, 'cancellation')
  const over = new Set([...notices, ...cancelled].map(({ code }) => code))
  const open = notices.find(({ code }) => isHearing(code) && !isOver(code, over))
  if (open === undefined) return []
  const place = `notice:${view.row.id}:${open.code}`
  const kept = openSmall<KeptHearing>(portal.services.keys, cityId, place, open.body)
  const letter = letters.find(({ id }) => id === kept.letterId)
  const way = kept.way === 'hearing' ? m.hearing : m.explanation
  return [
    {
      title: way.title,
      text: way.text,
      due: dueWords(kept.on, today, m, locale),
      facts: [
        {
          term: way.on,
          value: <Text words={`${sayDay(kept.on, locale)}${kept.time === undefined ? '' : ` ${kept.time}`}`} />,
        },
        { term: way.place, value: <AsWritten text={kept.place} /> },
      ],
      ...(letter === undefined
        ? {}
        : { action: { href: `/applications/${view.row.id}/letters/${letter.id}`, label: m.openNotice } }),
    },
  ]
}

/** The cancellation that stands: none once the application was decided anew. */
export async function newestCancellation(
  portal: Portal,
  cityId: string,
  view: OwnView,
): Promise<NoticeRow | undefined> {
  const db = cityDb(portal, cityId)
  const [newest] = await listNoticesOfKind(db, view.row.id, 'cancellation')
  const decided = await findDecisionNotice(db, view.row.id)
  return newest !== undefined && decided !== undefined && decided.at > newest.at ? undefined : newest
}

/** The cancelled decision: what, from when, why, and the letter with the right to object. */
export async function cancellationPanel(shown: Shown): Promise<ApplicationProps['cancellation']> {
  const { portal, cityId, view, letters, m, locale } = shown
  const notice = await newestCancellation(portal, cityId, view)
  if (notice === undefined) return undefined
  const place = `notice:${view.row.id}:${notice.code}`
  const kept = openSmall<KeptCancellation>(portal.services.keys, cityId, place, notice.body)
  const letter = letters.find(({ id }) => id === kept.letterId)
  const byHand = kept.delivery === 'post' ? [m.byPost] : kept.delivery === 'counter' ? [m.byCounter] : []
  return {
    result: m.cancellations[kept.what],
    facts: [
      { term: m.decidedOn, value: <Text words={sayFullDay(kept.decidedOn, locale)} /> },
      ...(kept.documentNumber === undefined
        ? []
        : [{ term: m.documentNumber, value: <AsWritten text={kept.documentNumber} /> }]),
      { term: m.noEffectFrom, value: <Text words={sayFullDay(kept.effectiveOn, locale)} /> },
      { term: m.revokedBecause, value: <AsWritten text={kept.reason} /> },
    ],
    notes: [
      ...(kept.again === true ? [m.decidedAgain] : []),
      ...(kept.adverse ? [m.mayObject] : []),
      ...(letter === undefined ? byHand : []),
    ],
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
}

type Listed = Pick<MailboxLine, 'application_id' | 'kind' | 'code' | 'due_on'> & { readonly state: string }

/** The person can still answer on this day: the mailbox counts it among what waits for an answer. */
export function isOpenHearing(notice: Listed, all: readonly Listed[], now: Date): boolean {
  if (notice.kind !== 'hearing' || notice.due_on === null || notice.due_on < dayOf(now)) return false
  const codes = all.filter((each) => each.application_id === notice.application_id).map(({ code }) => code)
  return notice.state !== 'cancelled' && !isOver(notice.code, new Set(codes))
}

const isHearing = (code: string): boolean => code.startsWith(hearingCode(''))
/** The city does not go on, or has decided. */
const isOver = (code: string, codes: ReadonlySet<string>): boolean => {
  const id = code.slice(hearingCode('').length)
  return codes.has(hearingEndCode(id)) || codes.has(cancellationCode(id))
}
