import type { Context, Hono } from 'hono'
import { page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { ownPath } from '../own-path.ts'
import { type CardLevel, finishCardSignIn, startCardSignIn } from './card-sign-in.ts'
import { currentResident, residentSignInPath } from './current.ts'
import { frameOf, messagesOf } from './frame.ts'
import { createProviderConnections } from './openid.ts'
import { SentencePage } from './views/sentence.tsx'

/** Sign-in by card: to the provider and back. */
export function cardRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  const connectionOf = createProviderConnections(services)

  app.get('/sign-in/card', async (c) => {
    const returnTo = ownPath(c.req.query('to'))
    const level: CardLevel = c.req.query('level') === 'jpki-sign' ? 'jpki-sign' : 'jpki-auth'
    const connection = await connectionOf(c.get('city'))
    if (connection === null) return awayPage(c, services, level, returnTo)
    c.header('cache-control', 'no-store')
    return c.redirect((await startCardSignIn(c, services, connection, { level, returnTo })).href, 303)
  })

  app.get('/sign-in/return', async (c) => {
    const connection = await connectionOf(c.get('city'))
    if (connection === null) return awayPage(c, services, 'jpki-auth', '/')
    const result = await finishCardSignIn(c, services, connection)
    if (result.ok) return seeOther(c, ownPath(result.returnTo))
    const m = messagesOf(c)
    const level = result.refusal === 'too-weak' ? 'jpki-sign' : 'jpki-auth'
    return page(
      c,
      <SentencePage
        frame={frameOf(c, await currentResident(c, services))}
        title={m.refusedTitle}
        text={m.refused[result.refusal]}
        action={{ href: residentSignInPath(level, result.returnTo), label: m.tryAgain }}
      />,
      { status: result.refusal === 'cancelled' ? 200 : 400 },
    )
  })
}

async function awayPage(c: Context<WebEnv>, services: ZoneServices, level: CardLevel, to: string): Promise<Response> {
  const m = messagesOf(c)
  c.header('retry-after', '60')
  return page(
    c,
    <SentencePage
      frame={frameOf(c, await currentResident(c, services))}
      title={m.awayTitle}
      text={m.awayText}
      action={{ href: residentSignInPath(level, to), label: m.tryAgain }}
    />,
    { status: 503 },
  )
}
