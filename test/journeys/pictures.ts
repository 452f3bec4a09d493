import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import sharp, { type OverlayOptions } from 'sharp'
import { type Places, placesOf } from './support/city-hall.ts'
import { Clerk } from './support/clerk.ts'
import { Resident } from './support/resident.ts'
import { samplePhoto, typedOf } from './support/samples.ts'
import { desktop, launch, visit } from './support/visitor.ts'

/**
 * The pictures of the documents, made from a demonstration that was just started:
 * `npm run yanagi -- pictures --url http://localhost:4000`. Writes docs/pictures/portal.png and office.png.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const at = argv.indexOf('--url')
  const places = placesOf(at >= 0 ? (argv[at + 1] ?? '') : 'http://localhost:4000')
  const folder = path.resolve('docs', 'pictures')
  mkdirSync(folder, { recursive: true })
  const browser = await launch()
  try {
    await picturePortal(browser, places, path.join(folder, 'portal.png'))
    await pictureOffice(browser, places, path.join(folder, 'office.png'))
  } finally {
    await browser.close()
  }
  process.stdout.write(`${folder}\n`)
  return 0
}

/** The home page on a desktop; before it the first form page of the child allowance on a phone. */
async function picturePortal(browser: Browser, places: Places, file: string): Promise<void> {
  const desk = await visit(browser, desktop)
  await desk.page.goto(places.portal)
  const wide = await desk.page.screenshot()
  const hand = await visit(browser, { viewport: { width: 360, height: 740 } })
  const resident = new Resident(hand.page, places, { card: 'hanako' }, await samplePhoto())
  await hand.page.goto(`${places.portal}/procedures/child-allowance-claim`)
  await resident.begin()
  await hand.page.locator('main a[href*="/pages/"]').first().click()
  const narrow = await hand.page.screenshot()
  await compose(file, 1760, 980, [
    { input: await framed(wide, 1280, 900), left: 40, top: 40 },
    { input: await framed(narrow, 360, 740), left: 1360, top: 120 },
  ])
}

async function pictureOffice(browser: Browser, places: Places, file: string): Promise<void> {
  const home = await visit(browser, desktop)
  const resident = new Resident(home.page, places, { email: 'pictures@example.jp' }, await samplePhoto())
  await home.page.goto(`${places.portal}/procedures/event-registration`)
  await resident.begin()
  const typed = typedOf('event-registration', '01-bread-with-child')
  const names = { 'applicant.familyKana': 'ヤナギモト', 'participants.0.givenKana': 'ハナコ' }
  await resident.fill({ ...typed, values: { ...typed.values, ...names } })
  const number = await resident.submit()
  const desk = await visit(browser, desktop)
  const clerk = new Clerk(desk.page, places, 'A041')
  await clerk.signIn()
  await clerk.openCase(number)
  await clerk.press('自分が担当する')
  await compose(file, 1360, 980, [{ input: await framed(await desk.page.screenshot(), 1280, 900), left: 40, top: 40 }])
}

/** A screen with a thin border, so that white pages stand out from white paper. */
function framed(screen: Buffer, width: number, height: number): Promise<Buffer> {
  const border = `<svg width="${width}" height="${height}"><rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" fill="none" stroke="#b8c4b4"/></svg>`
  return sharp(screen)
    .composite([{ input: Buffer.from(border) }])
    .png()
    .toBuffer()
}

async function compose(file: string, width: number, height: number, screens: OverlayOptions[]): Promise<void> {
  await sharp({ create: { width, height, channels: 3, background: '#eef3ec' } })
    .composite(screens)
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toFile(file)
}
