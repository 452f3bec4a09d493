import { BrokenPromise, Browser } from '../test/tour/browser.ts'

/** How somebody signs in at the demo portal: a card of the simulator, or a mail address. */
export type SignInWay = { readonly card: string; readonly secret: string } | { readonly email: string }

const mostSteps = 8

/** Signs in, begins an application and returns the browser on its first page, with the draft's id. */
export async function beginDraft(
  portal: string,
  procedureId: string,
  way: SignInWay,
): Promise<{ readonly browser: Browser; readonly draftId: string }> {
  const browser = new Browser()
  await browser.open(`${portal}/procedures/${procedureId}/start`)
  for (let step = 0; step < mostSteps; step += 1) {
    const { url } = browser.current()
    const draftId = /\/drafts\/([0-9a-f-]{36})/.exec(url)?.[1]
    if (draftId !== undefined) return { browser, draftId }
    if (url.includes('/start')) await browser.send(browser.form({ name: 'filer' }), { filer: 'self' })
    else if ('card' in way) await showCard(browser, way)
    else await typeCode(browser, portal, way.email)
  }
  throw new BrokenPromise(`the form of ${procedureId} did not open: ${browser.current().url}`)
}

async function showCard(
  browser: Browser,
  { card, secret }: { readonly card: string; readonly secret: string },
): Promise<void> {
  const { url } = browser.current()
  if (!url.includes('/cards/')) return press(browser, '/sign-in/card')
  if (linkTo(browser, `person=${card}`) !== undefined) await press(browser, `person=${card}`)
  await browser.send(browser.form({ name: 'secret' }), { secret })
}

async function typeCode(browser: Browser, portal: string, email: string): Promise<void> {
  const { url } = browser.current()
  if (url.includes('/sign-in/contact/code')) {
    // The demonstration keeps its mails on a page.
    const outbox = new Browser()
    await outbox.open(`${portal}/demo/outbox`)
    await browser.send(browser.form({ name: 'code' }), { code: /\b\d{6}\b/.exec(outbox.says())?.[0] ?? '' })
  } else if (url.includes('/sign-in/contact')) await browser.send(browser.form({ name: 'email' }), { email })
  else await press(browser, '/sign-in/contact')
}

async function press(browser: Browser, address: string): Promise<void> {
  const href = linkTo(browser, address)
  if (href === undefined) throw new BrokenPromise(`no link to ${address} on ${browser.current().url}`)
  await browser.open(href)
}

function linkTo(browser: Browser, address: string): string | undefined {
  return browser
    .current()
    .root.querySelectorAll('a')
    .map((link) => link.getAttribute('href') ?? '')
    .find((href) => href.includes(address))
}
