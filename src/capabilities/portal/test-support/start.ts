import type { CaseFile, TestPortal } from './app.ts'
import { type Page, signIn, TestBrowser } from './browser.ts'
import { errorsOf } from './fill.ts'

type Person = Parameters<typeof signIn>[2]

/** Begins an application as whoever the browser is signed in as; gives the address of the draft. */
export async function beginDraft(browser: TestBrowser, procedureId: string, filer = 'self'): Promise<string> {
  const start = await browser.get(`/procedures/${procedureId}/start`)
  const begun = await browser.submit(start, { filer })
  if (begun.status !== 303) throw new Error(`${procedureId} was not begun: ${begun.status} ${errorsOf(begun.html)}`)
  return begun.location
}

/** A person in a browser of their own, signed in, with a draft just begun. */
export async function startedDraft(
  portal: TestPortal,
  procedureId: string,
  person: Person,
  filer = 'self',
): Promise<{ readonly browser: TestBrowser; readonly draft: string }> {
  const browser = new TestBrowser(portal)
  await signIn(portal, browser, person)
  return { browser, draft: await beginDraft(browser, procedureId, filer) }
}

/** Every box of the check page ticked. */
export const consents = { declare: 'yes', acknowledge: 'yes', delivery: 'yes' } as const

/** Sends what the check page shows, with every box ticked. */
export function submitDraft(browser: TestBrowser, draft: string, check: Page): Promise<Page> {
  return browser.submit(check, consents, `${draft}/submission`)
}

/** The filer of an example case. */
export function filerOf(example: Pick<CaseFile, 'filing'>): string {
  return example.filing.filer ?? 'self'
}
