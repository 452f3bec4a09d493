import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import { checkCsrf, csrfToken, currentResident, residentSignInPath } from '../../identity/index.ts'
import { newFormKey } from '../drafts/present-page.ts'
import { onlineFilers } from '../drafts/visit.ts'
import { ensureBrowserToken } from '../shared/browser.ts'
import { countDraft } from '../shared/counted.ts'
import { sayDay } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { keepBasket, readBasket } from './basket.ts'
import { derivedId } from './derived-id.ts'
import { type BundlesMessages, bundlesMessages } from './messages.ts'
import { type Planned, planOf } from './plan.ts'
import { sharedQuestions } from './rules/questions.ts'
import { type LeftOut, mostTogether, signInForAll } from './rules/who.ts'
import { startBundle } from './start.ts'
import { BasketPage } from './views/basket.tsx'
import type { PageProblem } from './views/frame.ts'

/** Ids as procedures have them: what else is posted is looked up nowhere. */
const idShape = /^[a-z0-9-]{1,80}$/

/** Gathering procedures, seeing which of them go together, and beginning. */
export function basketRoutes(app: Hono<WebEnv>, portal: Portal): void {
  const { services } = portal

  app.get('/basket', async (c) => basketPage(c, portal, readBasket(c, services), { filer: c.req.query('filer') }))

  app.post('/basket', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const m = bundlesMessages[c.get('locale')]
    const known = readBasket(c, services)
    const refuse = (message: string) => basketPage(c, portal, known, { problems: [{ message }] })
    if (!checkCsrf(c, form.text('csrf'))) return refuse(m.basketStale)
    const deed = form.text('do')
    if (deed === 'empty') keepBasket(c, services, [])
    else if (deed.startsWith('remove:'))
      keepBasket(
        c,
        services,
        known.filter((id) => id !== deed.slice('remove:'.length)),
      )
    else {
      const added = chosenIn(form.fields)
      if (added.length === 0) return refuse(m.basketNothing)
      keepBasket(c, services, [...known, ...added])
    }
    return seeOther(c, '/basket')
  })

  // A form that came back has this address: another language, or a reload, leads to what was gathered.
  app.get('/bundles', (c) => seeOther(c, '/basket'))

  app.post('/bundles', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const m = bundlesMessages[c.get('locale')]
    const gathered = readBasket(c, services)
    const filer = form.text('filer')
    const ticked = chosenIn(form.fields)
    const requestKey = form.text('requestKey')
    const again = (problem: PageProblem) =>
      basketPage(c, portal, [...new Set([...gathered, ...ticked])], { filer, ticked, problems: [problem] })
    if (!checkCsrf(c, form.text('csrf')) || !isUuid(requestKey)) return again({ message: m.basketStale })
    if (ticked.length < 2) return again({ id: 'procedure', message: m.togetherMissing })
    const session = await currentResident(c, services)
    const plan = await planOf(c, portal, ticked, session, filer)
    if (plan.taken.length !== ticked.length || plan.filer !== filer)
      return again({ id: 'procedure', message: m.togetherChanged })
    const city = c.get('city')
    const browser = ensureBrowserToken(c, services)
    const id = derivedId(services.keys, city.id, `bundle ${requestKey} ${browser.toString('hex')}`)
    const fresh = await startBundle(portal, city, id, plan, {
      session,
      browser,
      locale: c.get('locale'),
      now: c.get('now'),
    })
    keepBasket(
      c,
      services,
      gathered.filter((each) => !ticked.includes(each)),
    )
    if (fresh)
      for (const { procedure } of plan.taken)
        countDraft(
          portal,
          city.id,
          { procedureId: procedure.definition.id, versionHash: procedure.hash },
          'begun',
          dayOf(c.get('now')),
        )
    return seeOther(c, `/bundles/${id}`)
  })
}

function chosenIn(fields: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...new Set((fields.get('procedure') ?? []).filter((id) => idShape.test(id)))].slice(0, 40)
}

async function basketPage(
  c: Context<WebEnv>,
  portal: Portal,
  ids: readonly string[],
  shown: {
    readonly filer?: string | undefined
    readonly ticked?: readonly string[]
    readonly problems?: readonly PageProblem[]
  },
): Promise<Response> {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const session = await currentResident(c, portal.services)
  const plan = await planOf(c, portal, ids, session, shown.filer)
  const all = await portal.catalogue.current(c.get('city').id)
  const level = signInForAll(plan.leftOut)
  const problems = shown.problems ?? []
  const tree = (
    <BasketPage
      frame={frameOf(c, session)}
      m={m}
      csrf={csrfToken(c)}
      requestKey={newFormKey()}
      problems={problems}
      chosen={ids.flatMap((id) => {
        const found = all.find(({ definition }) => definition.id === id)
        return found === undefined ? [] : [{ id, name: pickText(found.definition.name, locale).text }]
      })}
      filers={plan.filers.map((kind) => ({ value: kind, label: m.filers[kind] }))}
      filer={plan.filer}
      taken={plan.taken.map((each) => ({ ...rowOf(each), notes: notesOf(each, m, locale) }))}
      ticked={shown.ticked ?? plan.taken.map(({ definition }) => definition.id)}
      shared={
        sharedQuestions(plan.taken.map(({ definition }) => ({ id: definition.id, definition, filer: plan.filer })))
          .length
      }
      leftOut={plan.leftOut.map(({ each, reason }) => ({
        name: each.definition.name,
        reason: reasonWords(reason, m, locale),
        ...wayAlone(each, reason, m),
      }))}
      {...(level === undefined ? {} : { signIn: residentSignInPath(level, `/basket?filer=${plan.filer}`) })}
    />
  )
  return page(c, tree, problems.length === 0 ? {} : { status: 422 })
}

const rowOf = ({ definition }: Planned) => ({ id: definition.id, name: definition.name })

function notesOf({ due, definition }: Planned, m: BundlesMessages, locale: Locale): readonly string[] {
  return [
    ...(due === undefined ? [] : [m.until(sayDay(due, locale))]),
    ...(definition.assurance.signature === 'required' ? [m.signed] : []),
  ]
}

function reasonWords(reason: LeftOut, m: BundlesMessages, locale: Locale): string {
  switch (reason.why) {
    case 'filer':
      return m.leftOut.filer(reason.may.map((kind) => m.filers[kind]).join(locale === 'en' ? '; ' : '、'))
    case 'assurance':
      return m.leftOut.assurance[reason.level]
    case 'too-many':
      return m.leftOut['too-many'](mostTogether)
    default:
      return m.leftOut[reason.why]
  }
}

/** The way to file it alone, or to its page where it can't be filed now. */
function wayAlone(
  { procedure, definition }: Planned,
  { why }: LeftOut,
  m: BundlesMessages,
): { href: string; label: string } {
  const startable = why !== 'closed' && why !== 'not-online' && onlineFilers(procedure).length > 0
  return startable
    ? { href: `/procedures/${definition.id}/start`, label: m.single }
    : { href: `/procedures/${definition.id}`, label: m.guidePage }
}
