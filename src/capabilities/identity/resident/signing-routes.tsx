import type { Hono } from 'hono'
import { page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { ownPath } from '../own-path.ts'
import { currentResident } from './current.ts'
import { frameOf, messagesOf } from './frame.ts'
import { finishSigning } from './signing.ts'
import { SentencePage } from './views/sentence.tsx'

/** Back from signing: on to where the caller wanted, or a sentence that says why not. */
export function signingRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.get('/sign/return', async (c) => {
    const result = await finishSigning(c, services)
    if (result.ok) return seeOther(c, ownPath(result.returnTo))
    const m = messagesOf(c)
    return page(
      c,
      <SentencePage
        frame={frameOf(c, await currentResident(c, services))}
        title={m.signRefusedTitle}
        text={m.signRefused[result.refusal]}
        action={{ href: ownPath(result.returnTo), label: m.signAgain }}
      />,
      { status: result.refusal === 'cancelled' ? 200 : result.refusal === 'provider-away' ? 503 : 400 },
    )
  })
}
