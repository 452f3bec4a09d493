import type { Context } from 'hono'
import type { Transaction } from 'kysely'
import { withoutReadings } from '../../../design/index.ts'
import { createRateLimiter, type WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { isMailAddress } from '../../../platform/mail/mail-content.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type NavigatorMessages, navigatorMessages } from '../messages.ts'
import type { PresentedList } from '../present-list.ts'

/** One address gets three lists a day; a network, which may be a whole library, sixty at once and one a minute. */
const limits = { address: { burst: 3, perMinute: 3 / 1440 }, network: { burst: 60, perMinute: 1 } } as const
const keyShape = /^[0-9a-f-]{36}$/

export interface ListMailer {
  send(
    c: Context<WebEnv>,
    mail: { readonly to: string; readonly requestKey: string; readonly list: PresentedList },
  ): Promise<'sent' | 'wrong' | 'too-many'>
}

/** Sends a list to the person who asked for it, through the platform's outbox. The same form sent twice is one mail. */
export function createListMailer(services: ZoneServices): ListMailer {
  const perAddress = createRateLimiter(limits.address)
  const perNetwork = createRateLimiter(limits.network)
  const known = new Set<string>()
  return {
    async send(c, { to, requestKey, list }) {
      if (!isMailAddress(to) || !keyShape.test(requestKey)) return 'wrong'
      const city = c.get('city')
      const now = c.get('now')
      const address = services.keys.token(city.id, 'session', `guide-mail\0${to.toLowerCase()}`).toString('hex')
      const idempotencyKey = `guide-list:${address.slice(0, 16)}:${requestKey}`
      if (known.has(idempotencyKey)) return 'sent'
      const network = c.get('clientNetwork')
      if (network !== undefined && !perNetwork.tryTake(`${city.id} ${network}`, now).ok) return 'too-many'
      if (!perAddress.tryTake(address, now).ok) return 'too-many'
      const m = navigatorMessages[c.get('locale')]
      const text = (words: Parameters<typeof pickText>[0]): string =>
        withoutReadings(pickText(words, c.get('locale')).text)
      await services.db
        .city<unknown>(city.id)
        .transaction()
        .execute((trx) =>
          services.mail.enqueue(trx as Transaction<unknown>, {
            cityId: city.id,
            to,
            subject: withoutReadings(m.mailSubject(text(list.title), city.name)),
            text: mailText(c, list, m, text),
            idempotencyKey,
          }),
        )
      if (known.size > 10_000) known.clear()
      known.add(idempotencyKey)
      return 'sent'
    },
  }
}

/** The list in plain lines: names, days, offices, what to bring, and links of our own. Nothing that was answered. */
function mailText(
  c: Context<WebEnv>,
  list: PresentedList,
  m: NavigatorMessages,
  text: (words: { readonly ja: string }) => string,
): string {
  const city = c.get('city')
  const origin = city.origins.portal ?? ''
  const items = list.items.map((item) =>
    [
      `■ ${text(item.name)}`,
      `  ${withoutReadings(dueLine(item.due, m))}`,
      `  ${withoutReadings(m.where)}：${text(item.office.name)}${item.office.phone === undefined ? '' : ` ${item.office.phone}`}`,
      ...(item.procedure === undefined ? [] : [`  ${origin}${item.procedure.href}`]),
    ].join('\n'),
  )
  return [
    withoutReadings(m.mailIntro(city.name, text(list.title), list.today)),
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
