import type { Context } from 'hono'
import type { Transaction } from 'kysely'
import { type Words, withoutReadings } from '../../../design/index.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { isMailAddress } from '../../../platform/mail/mail-content.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type NavigatorMessages, navigatorMessages } from '../messages.ts'
import type { PresentedList } from '../present-list.ts'
import { countMail, dayMinutes, type MailLimit } from './counted.ts'

/** One address gets three lists a day; a network, which may be a whole library, sixty an hour. */
const limits = { address: { most: 3, minutes: dayMinutes }, network: { most: 60, minutes: 60 } } as const
const keyShape = /^[0-9a-f-]{36}$/

export interface ListMailer {
  send(
    c: Context<WebEnv>,
    mail: { readonly to: string; readonly requestKey: string; readonly list: PresentedList },
  ): Promise<'sent' | 'wrong' | 'too-many'>
}

/**
 * Sends a list to the person who asked for it, through the platform's outbox. The same form sent twice is one mail, and counts
 * once; a mail that a limit refuses counts nothing. Who is counted is kept as a keyed hash only.
 */
export function createListMailer(services: ZoneServices): ListMailer {
  return {
    async send(c, { to, requestKey, list }) {
      if (!isMailAddress(to) || !keyShape.test(requestKey)) return 'wrong'
      const city = c.get('city')
      const now = c.get('now')
      const token = (what: string): Buffer => services.keys.token(city.id, 'session', `guide-mail\0${what}`)
      const address = to.toLowerCase()
      const network = c.get('clientNetwork')
      const form = token(`form ${address} ${requestKey}`)
      const counted: readonly MailLimit[] = [
        { token: token(`address ${address}`), ...limits.address },
        ...(network === undefined ? [] : [{ token: token(`network ${network}`), ...limits.network }]),
      ]
      const m = navigatorMessages[c.get('locale')]
      const text = (words: Words): string =>
        withoutReadings(typeof words === 'string' ? words : pickText(words, c.get('locale')).text)
      const refused = new Error('too many mails')
      try {
        await services.db
          .city<InternetDb>(city.id)
          .transaction()
          .execute(async (trx) => {
            if (!(await countMail(trx, { token: form, most: 1, minutes: dayMinutes }, now))) return
            for (const limit of counted) if (!(await countMail(trx, limit, now))) throw refused
            await services.mail.enqueue(trx as unknown as Transaction<unknown>, {
              cityId: city.id,
              to,
              subject: withoutReadings(m.mailSubject(text(list.title), city.name)),
              text: mailText(c, list, m, text),
              idempotencyKey: `guide-list:${form.toString('hex').slice(0, 32)}`,
            })
          })
      } catch (error) {
        if (error === refused) return 'too-many'
        throw error
      }
      return 'sent'
    },
  }
}

/** The list in plain lines: names, days, offices, what to bring, and links of our own. Nothing that was answered. */
function mailText(
  c: Context<WebEnv>,
  list: PresentedList,
  m: NavigatorMessages,
  text: (words: Words) => string,
): string {
  const city = c.get('city')
  const origin = city.origins.portal ?? ''
  const items = list.items.map((item) =>
    [
      `■ ${text(item.name)}`,
      `  ${withoutReadings(dueLine(item.due, m))}`,
      ...(item.late === undefined ? [] : [`  ${text(item.late)}`]),
      `  ${withoutReadings(m.where)}：${text(item.office.name)}${item.office.phone === undefined ? '' : ` ${item.office.phone}`}`,
      ...(item.procedure === undefined ? [] : [`  ${origin}${item.procedure.href}`]),
    ].join('\n'),
  )
  return [
    withoutReadings(m.mailIntro(city.name, text(list.title), list.today)),
    ...(list.late.length === 0
      ? []
      : [
          [
            withoutReadings(m.lateTitle),
            ...list.late.map(({ name, left }) => `・${text(name)}（${withoutReadings(left)}）`),
          ].join('\n'),
        ]),
    ...items,
    ...(list.bring.length === 0
      ? []
      : [[withoutReadings(m.mailBring), ...list.bring.map(({ name }) => `・${text(name)}`)].join('\n')]),
    withoutReadings(m.mailOutro(city.phone)),
  ].join('\n\n')
}

function dueLine(due: PresentedList['items'][number]['due'], m: NavigatorMessages): string {
  if (due === undefined) return m.noDue
  return due.left === undefined ? due.day : `${due.day}（${due.left}）`
}
