import { cityDb } from '../shared/portal.ts'
import type { CaseFile, TestPortal } from './app.ts'
import { formOf, type Page, type TestBrowser, unescapeHtml } from './browser.ts'
import { errorsOf, typedAnswers } from './fill.ts'

type Answers = Readonly<Record<string, CaseFile['answers']>>

/** Gathers procedures, begins a bundle of them, and gives its address. */
export async function beginBundle(browser: TestBrowser, ids: readonly string[], filer = 'self'): Promise<string> {
  const empty = await browser.get('/basket')
  const csrf = /name="csrf" value="([^"]*)"/.exec((await browser.get(`/procedures/${ids[0]}`)).html)?.[1] ?? ''
  if (empty.status !== 200 || csrf === '') throw new Error('no basket')
  await browser.post('/basket', { csrf, procedure: ids })
  const plan = await browser.get(`/basket?filer=${filer}`)
  const begun = await browser.submit(plan, {}, '/bundles')
  if (begun.status !== 303) throw new Error(`not begun: ${begun.status} ${errorsOf(begun.html)}`)
  return begun.location
}

/** Draft of each procedure of a bundle. */
export async function membersOf(portal: TestPortal, bundle: string): Promise<Readonly<Record<string, string>>> {
  const rows = await cityDb(portal.portal, 'yanai')
    .selectFrom('bundle_member')
    .select(['application_id', 'procedure_id'])
    .where('bundle_id', '=', bundle.split('/')[2] ?? '')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.procedure_id, row.application_id]))
}

/** Addresses of the parts that the list of a bundle shows, in its order. */
export function partsOf(list: Page): readonly string[] {
  const links = [...list.html.matchAll(/<a class="link-row" href="([^"]*\/pages\/[^"]*)"/g)]
  return links.map(([, href = '']) => unescapeHtml(href))
}

/** Fills in every part of a bundle as the list names them, with the answers of an example of each procedure. */
export async function fillBundle(
  portal: TestPortal,
  browser: TestBrowser,
  bundle: string,
  answers: Answers,
): Promise<Page> {
  const procedures = await portal.portal.catalogue.current('yanai')
  const members = await membersOf(portal, bundle)
  const typedOf = (id: string) => {
    const procedure = procedures.find(({ definition }) => definition.id === id)
    return procedure === undefined ? {} : typedAnswers(procedure, answers[id] ?? {})
  }
  const everyone = Object.assign({}, ...Object.keys(answers).map(typedOf)) as Record<string, string | string[]>
  const done = new Set<string>()
  for (let round = 0; round < 6; round += 1) {
    const left = partsOf(await browser.get(bundle)).filter((path) => !done.has(path))
    if (left.length === 0) return browser.get(`${bundle}/check`)
    for (const path of left) {
      done.add(path)
      const id = Object.keys(members).find((each) => path.includes(members[each] ?? '-'))
      await fillPart(browser, path, id === undefined ? everyone : typedOf(id))
    }
  }
  throw new Error('the bundle has no end')
}

async function fillPart(browser: TestBrowser, path: string, typed: Record<string, string | string[]>): Promise<void> {
  let page = await browser.get(path)
  if (page.status === 303) return
  for (let again = 0; again < 5; again += 1) {
    const { fields } = formOf(page.html, path)
    // Also radio buttons that are not chosen yet: their names are on the page.
    const mine = Object.entries(typed).filter(
      ([name]) => page.html.includes(`name="${name}"`) && !/\.(asked|count)$/.test(name),
    )
    page = await browser.post(path, { ...fields, ...Object.fromEntries(mine) })
    // Questions that an answer added are on the same page.
    if (page.status === 303 && page.location.includes('more=yes')) page = await browser.get(page.location)
    else if (page.status === 303) return
  }
  throw new Error(`part ${path}: ${page.status}\n${errorsOf(page.html).join('\n')}`)
}
