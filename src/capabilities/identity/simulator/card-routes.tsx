import type { Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Interaction } from 'oidc-provider'
import { dayOf } from '../../../civic/day.ts'
import { residentFrame } from '../../../design/index.ts'
import { page, readForm, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../form-token.ts'
import type { ResidentSeed } from '../seeds/city-people.ts'
import { sameText } from '../tokens.ts'
import { askProvider } from './ask-provider.ts'
import { cardCookies } from './cookies.ts'
import { simulatorMessages as m } from './messages.ja.ts'
import { maySign } from './people.ts'
import type { Simulator } from './simulator.ts'
import { ChooseCardPage, SecretPage, SimulatorSentencePage } from './views/card-pages.tsx'

type Level = 'jpki-auth' | 'jpki-sign'

/** The OpenID provider's protocol addresses, and the pages on which a fictional person holds up a card. */
export function simulatorCardRoutes(app: Hono<WebEnv>, simulatorOf: (c: Context<WebEnv>) => Simulator): void {
  // A card is held to the reader each time: nobody stays signed in at the provider, so its session cookie is dropped.
  const protocol = async (c: Context<WebEnv>): Promise<Response> =>
    askProvider(await simulatorOf(c).provider(), c.req.raw, cardCookies(c.get('city')).session)
  app.all('/oidc/*', protocol)
  app.get('/.well-known/*', protocol)

  app.get('/', (c) => sentence(c, m.homeTitle, m.homeText))

  app.get('/cards/:uid', async (c) => {
    const simulator = simulatorOf(c)
    const under = await underWay(c, simulator)
    if (under === null) return sentence(c, m.goneTitle, m.gone, 410)
    const person = simulator.people.find((one) => one.id === c.req.query('person'))
    const path = `/cards/${under.uid}`
    if (person !== undefined) return secretPage(c, under, person)
    return page(
      c,
      <ChooseCardPage
        frame={residentFrame(c)}
        people={simulator.people}
        hrefOf={(one) => `${path}?${new URLSearchParams({ person: one.id })}`}
        cancelHref={`${path}/cancel`}
      />,
    )
  })

  app.post('/cards/:uid', async (c) => {
    const simulator = simulatorOf(c)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const under = await underWay(c, simulator)
    const person = simulator.people.find((one) => one.id === form.text('person'))
    if (under === null || person === undefined) return sentence(c, m.goneTitle, m.gone, 410)
    if (!checkCsrf(c, form.text('csrf'))) return secretPage(c, under, person, m.stale)
    const level = levelOf(under)
    if (level === 'jpki-sign' && !maySign(person, dayOf(c.get('now')))) return secretPage(c, under, person, m.noSigning)
    const typed = form.text('secret').normalize('NFKC').trim()
    const checked = simulator.locks.check(person, level === 'jpki-sign' ? 'sign' : 'pin', typed)
    if (checked.result === 'locked') return secretPage(c, under, person, m.pinLocked)
    if (checked.result === 'wrong') return secretPage(c, under, person, m.pinWrong(checked.left))
    under.result = { login: { accountId: `demo-${person.id}`, acr: level, amr: ['sc', 'pin'], remember: false } }
    return goOn(c, under)
  })

  app.get('/cards/:uid/cancel', async (c) => {
    const under = await underWay(c, simulatorOf(c))
    if (under === null) return sentence(c, m.goneTitle, m.gone, 410)
    under.result = { error: 'access_denied', error_description: 'The person turned back.' }
    return goOn(c, under)
  })
}

async function goOn(c: Context<WebEnv>, under: Interaction): Promise<Response> {
  await under.save(Math.max(1, under.exp - Math.floor(Date.now() / 1000)))
  const resume = new URL(under.returnTo)
  c.header('cache-control', 'no-store')
  return c.redirect(resume.pathname + resume.search, 303)
}

/** The sign-in of this browser: the address names it, and its cookie must name the same. */
async function underWay(c: Context<WebEnv>, simulator: Simulator): Promise<Interaction | null> {
  const uid = c.req.param('uid') ?? ''
  const mine = getCookie(c, cardCookies(c.get('city')).interaction)
  if (mine === undefined || !sameText(mine, uid)) return null
  return (await (await simulator.provider()).Interaction.find(uid)) ?? null
}

function levelOf(under: Interaction): Level {
  return String(under.params.acr_values ?? '').split(' ')[0] === 'jpki-sign' ? 'jpki-sign' : 'jpki-auth'
}

function secretPage(c: Context<WebEnv>, under: Interaction, person: ResidentSeed, error?: string): Response {
  const what = levelOf(under) === 'jpki-sign' ? 'sign' : 'pin'
  const tree = (
    <SecretPage
      frame={residentFrame(c)}
      title={what === 'pin' ? m.pinTitle : m.signTitle}
      action={`/cards/${under.uid}`}
      csrf={csrfToken(c)}
      person={person}
      what={what}
      button={m.go}
      {...(error === undefined ? {} : { error })}
      backHref={`/cards/${under.uid}`}
      cancelHref={`/cards/${under.uid}/cancel`}
    />
  )
  return error === undefined ? page(c, tree) : page(c, tree, { status: 422 })
}

export function sentence(c: Context<WebEnv>, title: string, text: string, status: 200 | 410 = 200): Response {
  const portal = c.get('city').origins.portal ?? '/'
  return page(c, <SimulatorSentencePage frame={residentFrame(c)} title={title} text={text} portal={portal} />, {
    status,
  })
}
