import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { HttpProblem, readBody, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf, formTokenHash } from '../form-token.ts'
import { ownPath } from '../own-path.ts'
import { currentStaff, requireStaff } from './current.ts'
import { openStaffSession } from './open-session.ts'
import { checkSignIn, registerPasskey, registrationOptions, signInOptions } from './passkeys.ts'

const body = z.object({
  csrf: z.string().max(100),
  to: z.string().max(600).optional(),
  label: z.string().max(200).optional(),
  response: z.record(z.string(), z.unknown()).optional(),
})

/** The island's questions and answers about passkeys; JSON in and out. */
export function passkeyRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.post('/sign-in/passkey/options', async (c) => {
    await readPosted(c)
    return c.json(await signInOptions(services, c.get('city'), browserOf(c), c.get('now')))
  })

  app.post('/sign-in/passkey', async (c) => {
    const { response, to } = await readPosted(c)
    const staffId = await checkSignIn(services, c.get('city'), {
      browserHash: browserOf(c),
      response,
      now: c.get('now'),
    })
    if (staffId === null) throw new HttpProblem(422, 'passkey-refused')
    await openStaffSession(c, services, staffId, 'passkey')
    return c.json({ to: ownPath(to) })
  })

  app.use('/me/passkeys/*', requireStaff(services))
  app.post('/me/passkeys/options', async (c) => {
    await readPosted(c)
    const options = await registrationOptions(services, c.get('city'), currentStaff(c), c.get('now'))
    if (options === null) throw new HttpProblem(403, 'not-proven')
    return c.json(options)
  })

  app.post('/me/passkeys/registration', async (c) => {
    const { response, label = '' } = await readPosted(c)
    const done = await registerPasskey(services, c.get('city'), currentStaff(c), { response, label, now: c.get('now') })
    if (!done) throw new HttpProblem(422, 'passkey-refused')
    return c.json({ to: '/me?done=saved' })
  })
}

/** The question is kept for this browser only: its session or form cookie. */
function browserOf(c: Context<WebEnv>): Buffer {
  const hash = formTokenHash(c)
  if (hash === null) throw new HttpProblem(403, 'stale-page')
  return hash
}

async function readPosted(c: Context<WebEnv>): Promise<z.infer<typeof body>> {
  let raw: unknown
  try {
    raw = JSON.parse((await readBody(c, 64 * 1024)).toString('utf8'))
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    throw new HttpProblem(400, 'unreadable-json')
  }
  const read = body.safeParse(raw)
  if (!read.success) throw new HttpProblem(422, 'unreadable-json')
  if (!checkCsrf(c, read.data.csrf)) throw new HttpProblem(403, 'stale-page')
  return read.data
}
