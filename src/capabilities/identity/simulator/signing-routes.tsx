import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../../../civic/day.ts'
import { residentFrame } from '../../../design/index.ts'
import { HttpProblem, page, readBody, readForm, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf, csrfToken } from '../form-token.ts'
import { demoClientId, demoClientSecret } from '../resident/openid.ts'
import type { ResidentSeed } from '../seeds/city-people.ts'
import { sameText } from '../tokens.ts'
import { sentence } from './card-routes.tsx'
import { demoCard, serialStatus, signWithCard } from './cards.ts'
import { simulatorMessages as m } from './messages.ja.ts'
import { maySign } from './people.ts'
import type { SigningRequest } from './signing-requests.ts'
import type { Simulator } from './simulator.ts'
import { ChooseCardPage, SecretPage } from './views/card-pages.tsx'

const wish = z
  .object({
    documents: z
      .array(z.object({ title: z.string().min(1).max(200), bytes: z.base64().max(400_000) }).strict())
      .min(1)
      .max(20),
    return_uri: z.url(),
    state: z.string().min(20).max(100),
  })
  .strict()
const fetching = z.object({ code: z.string().min(20).max(100) }).strict()

/** Signing: the portal hands over bytes server to server, the person looks at them and signs, the portal fetches. */
export function simulatorSigningRoutes(
  app: Hono<WebEnv>,
  services: ZoneServices,
  simulatorOf: (c: Context<WebEnv>) => Simulator,
): void {
  app.post('/signing/requests', async (c) => {
    authenticate(c, services)
    const asked = wish.safeParse(await readJson(c))
    if (!asked.success) throw new HttpProblem(422, 'unreadable-signing-request')
    const { documents, return_uri: returnUri, state } = asked.data
    if (new URL(returnUri).origin !== new URL(c.get('city').origins.portal ?? '').origin)
      throw new HttpProblem(403, 'foreign-return')
    const request = simulatorOf(c).requests.open(
      {
        documents: documents.map(({ title, bytes }) => ({ title, bytes: Buffer.from(bytes, 'base64') })),
        returnUri,
        state,
      },
      c.get('now'),
    )
    const page = new URL(`/signing/${request.id}`, c.get('city').origins.simulator)
    return c.json({ request: request.id, page: page.href }, 201)
  })

  app.post('/signing/requests/:id/result', async (c) => {
    authenticate(c, services)
    const asked = fetching.safeParse(await readJson(c))
    const result = asked.success ? simulatorOf(c).requests.take(c.req.param('id'), asked.data.code, c.get('now')) : null
    if (result === null) throw new HttpProblem(404, 'not-found')
    return c.json({
      subject: result.subject,
      signatures: result.signatures.map(({ sha256, signature }) => ({
        sha256,
        signature: signature.toString('base64'),
      })),
      certificate: result.certificate.toString('base64'),
      algorithm: 'ecdsa-p256-sha256',
      signed_at: result.signedAt.toISOString(),
    })
  })

  app.get('/signing/certificates/:serial/status', async (c) => {
    authenticate(c, services)
    const serial = c.req.param('serial')
    const status = /^[0-9a-f]{1,64}$/.test(serial) ? await serialStatus(services, c.get('city'), serial) : 'unknown'
    return c.json({ status })
  })

  app.get('/signing/:id', (c) => {
    const simulator = simulatorOf(c)
    const request = simulator.requests.find(c.req.param('id'), c.get('now'))
    if (request === null) return sentence(c, m.goneTitle, m.gone, 410)
    const person = simulator.people.find((one) => one.id === c.req.query('person'))
    if (person !== undefined) return signPage(c, request, person)
    return page(
      c,
      <ChooseCardPage
        frame={residentFrame(c)}
        people={simulator.people}
        hrefOf={(one) => `/signing/${request.id}?${new URLSearchParams({ person: one.id })}`}
        cancelHref={backTo(request, { error: 'access_denied' })}
      />,
    )
  })

  app.post('/signing/:id', async (c) => {
    const simulator = simulatorOf(c)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const request = simulator.requests.find(c.req.param('id'), c.get('now'))
    const person = simulator.people.find((one) => one.id === form.text('person'))
    if (request === null || person === undefined) return sentence(c, m.goneTitle, m.gone, 410)
    if (!checkCsrf(c, form.text('csrf'))) return signPage(c, request, person, m.stale)
    if (!maySign(person, dayOf(c.get('now')))) return signPage(c, request, person, m.noSigning)
    const checked = simulator.locks.check(person, 'sign', form.text('secret').normalize('NFKC').trim())
    if (checked.result === 'locked') return signPage(c, request, person, m.pinLocked)
    if (checked.result === 'wrong') return signPage(c, request, person, m.pinWrong(checked.left))
    const card = await demoCard(services, c.get('city'), person)
    const code = simulator.requests.complete(request.id, {
      subject: `demo-${person.id}`,
      signatures: request.documents.map(({ bytes }) => ({
        sha256: createHash('sha256').update(bytes).digest('hex'),
        signature: signWithCard(card, bytes),
      })),
      certificate: card.certificate,
      signedAt: c.get('now'),
    })
    c.header('cache-control', 'no-store')
    return c.redirect(backTo(request, { code }), 303)
  })
}

/** The portal is known by its secret; nobody else may hand over texts or fetch signatures. */
function authenticate(c: Context<WebEnv>, services: ZoneServices): void {
  const expected = Buffer.from(`${demoClientId}:${demoClientSecret(services, c.get('city').id)}`).toString('base64')
  if (!sameText(c.req.header('authorization') ?? '', `Basic ${expected}`)) throw new HttpProblem(401, 'unknown-client')
}

async function readJson(c: Context<WebEnv>): Promise<unknown> {
  try {
    return JSON.parse((await readBody(c, 4 * 1024 * 1024)).toString('utf8'))
  } catch (error) {
    if (error instanceof HttpProblem) throw error
    throw new HttpProblem(400, 'unreadable-json')
  }
}

function backTo(request: SigningRequest, answer: Readonly<Record<string, string>>): string {
  const url = new URL(request.returnUri)
  for (const [name, value] of Object.entries({ ...answer, state: request.state })) url.searchParams.set(name, value)
  return url.href
}

function signPage(c: Context<WebEnv>, request: SigningRequest, person: ResidentSeed, error?: string): Response {
  const tree = (
    <SecretPage
      frame={residentFrame(c)}
      title={m.signPageTitle}
      action={`/signing/${request.id}`}
      csrf={csrfToken(c)}
      person={person}
      what="sign"
      button={m.sign}
      documents={request.documents.map(({ title, bytes }) => ({ title, text: bytes.toString('utf8') }))}
      {...(error === undefined ? {} : { error })}
      backHref={`/signing/${request.id}`}
      cancelHref={backTo(request, { error: 'access_denied' })}
    />
  )
  return error === undefined ? page(c, tree) : page(c, tree, { status: 422 })
}
