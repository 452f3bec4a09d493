import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { violations } from './support/checks.ts'
import { launch, phone, picture, visit } from './support/visitor.ts'

let drawing: Browser
let plain: Browser
beforeAll(async () => {
  // WebGL without a graphics card; the usual browser of the journeys has none, like an old one.
  const args = ['--headless=new', '--no-sandbox', '--disable-background-networking']
  const gl = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader']
  drawing = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...args, ...gl] })
  plain = await launch()
})
afterAll(() => Promise.all([drawing?.close(), plain?.close()]))

it('the map that can be moved comes when it is asked for, from here alone, and draws the places where they are', async () => {
  const { portal } = inject('places')
  const visitor = await visit(drawing, {
    viewport: { width: 1000, height: 800 },
    permissions: ['geolocation'],
    geolocation: { latitude: 33.9641, longitude: 132.1015 },
  })
  const { page, context, complaints } = visitor
  const loaded: { url: string; bytes: number }[] = []
  page.on('response', async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0))
    loaded.push({ url: response.url(), bytes: body.length })
  })
  for (const address of ['/dataset/evacuation-space', '/map?layer=evacuation-space']) {
    loaded.length = 0
    await page.goto(portal + address)
    await page.waitForSelector('[data-open]:not([hidden])')
    expect(loaded.some(({ url }) => /\/assets\/map|\/tiles/.test(url))).toBe(false)
    // Uncompressed, so that it holds on every line.
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(200_000)
  }
  await page.click('[data-open] button')
  await page.waitForSelector('city-map[data-drawn]')
  expect(loaded.filter(({ url }) => !url.startsWith(portal) && !url.startsWith('blob:'))).toEqual([])
  await picture(page, 'map-live')

  // Marks of the accent's colour stand on the canvas; with the layer off they are gone.
  const marks = () =>
    page.evaluate(() => {
      const canvas = document.querySelector('.map-live canvas') as HTMLCanvasElement
      const copy = document.createElement('canvas')
      copy.width = canvas.width
      copy.height = canvas.height
      const draw = copy.getContext('2d') as CanvasRenderingContext2D
      draw.drawImage(canvas, 0, 0)
      const { data } = draw.getImageData(0, 0, copy.width, copy.height)
      let found = 0
      for (let at = 0; at < data.length; at += 4)
        if (data[at] === 0x37 && data[at + 1] === 0x65 && data[at + 2] === 0x2f) found += 1
      return found
    })
  expect(await marks()).toBeGreaterThan(1000)
  await page.uncheck('#layer-evacuation-space')
  await expect.poll(marks).toBe(0)
  await page.check('#layer-evacuation-space')
  await expect.poll(marks).toBeGreaterThan(1000)

  // The place of the device never leaves it exactly.
  await page.click('near-me [data-ask] button')
  await page.waitForSelector('near-me [data-list] li')
  expect(await page.textContent('near-me [data-list] li b')).toBeTruthy()
  expect(loaded.map(({ url }) => url).filter((url) => url.includes('33.964') || url.includes('132.101'))).toEqual([])
  expect(loaded.some(({ url }) => url.includes('bbox=132.08,33.94,132.14,34.00'))).toBe(true)
  expect(await violations(page)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})

it('where nothing can be drawn, a sentence says so and the picture stays; without script there is no button', async () => {
  const { portal } = inject('places')
  const old = await visit(plain, phone)
  await old.page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null
  })
  await old.page.goto(`${portal}/dataset/352128-evacuation_space`)
  await old.page.click('[data-open] button')
  await old.page.waitForFunction(() =>
    document.querySelector('city-map [data-status]')?.textContent?.includes('表示できません'),
  )
  expect(await old.page.isVisible('.map-picture')).toBe(true)
  await old.context.close()
  const without = await visit(plain, { ...phone, javaScriptEnabled: false })
  await without.page.goto(`${portal}/map?hazard=flood`)
  expect(await without.page.isVisible('.map-picture')).toBe(true)
  expect(await without.page.isVisible('[data-open]')).toBe(false)
  expect(await without.page.locator('.map-place').count()).toBeGreaterThan(10)
  await without.context.close()
})
