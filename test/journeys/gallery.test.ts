import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GallerySite, openGallery } from './gallery-site.ts'
import { sticksOutAt, violations, violationsOfColour } from './support/checks.ts'

let site: GallerySite
let browser: Browser

beforeAll(async () => {
  site = await openGallery()
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** Opens a page, looks at it, closes it; what the browser complained about (the policy above all) fails the test. */
async function look(options: BrowserContextOptions, visit: (page: Page, complaints: string[]) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await visit(page, complaints)
  await context.close()
}

/** All looks at an example in one visit: loading it takes longer than looking at it. */
it('axe finds nothing on any example in any scheme, and none scrolls sideways on a phone or zoomed', async () => {
  const found: string[] = []
  await look({}, async (page, complaints) => {
    for (const path of site.paths) {
      await page.goto(site.origin + path)
      found.push(...(await violations(page)))
      found.push(
        ...(await violationsOfColour(page, ['in the dark', 'with more contrast', 'in the dark with more contrast'])),
      )
      found.push(...(await sticksOutAt(page, { width: 320, height: 640 })))
      // 1280 pixels zoomed to 200 %.
      found.push(...(await sticksOutAt(page, { width: 640, height: 450 })))
    }
    expect(complaints).toEqual([])
  })
  expect(found).toEqual([])
})

const versions: readonly [string, string, readonly { width: number; height: number }[]][] = [
  ['in やさしい日本語', '?lang=easy', [{ width: 320, height: 640 }]],
  ['in English', '?lang=en', [{ width: 320, height: 640 }]],
  [
    'with letters of 200 %',
    '?size=200',
    [
      { width: 360, height: 640 },
      { width: 1280, height: 900 },
    ],
  ],
]

it.each(versions)('no page scrolls sideways %s', async (_name, query, sizes) => {
  const found: string[] = []
  await look({}, async (page) => {
    for (const path of site.paths) {
      await page.goto(site.origin + path + query)
      for (const size of sizes) found.push(...(await sticksOutAt(page, size)))
    }
  })
  expect(found).toEqual([])
})

it('controls are large enough to press', async () => {
  const small: string[] = []
  await look({ viewport: { width: 360, height: 640 } }, async (page) => {
    for (const path of ['/gallery/pages/form', '/gallery/button', '/gallery/account-input']) {
      await page.goto(site.origin + path)
      const heights = await page.$$eval('main .button:not(.button-small), main .input', (controls) =>
        controls.map((control) => control.getBoundingClientRect().height).filter((height) => height > 0),
      )
      small.push(...heights.filter((height) => height < 56).map((height) => `${path}: ${height}`))
    }
  })
  expect(small).toEqual([])
})

it('in forced colours every button, field and tag keeps an edge', async () => {
  await look({ forcedColors: 'active' }, async (page) => {
    await page.goto(`${site.origin}/gallery/pages/form`)
    const edgeless = await page.$$eval('.button, .input, .tag, .error-summary', (things) =>
      things.filter((thing) => getComputedStyle(thing).borderTopWidth === '0px').map((thing) => thing.className),
    )
    expect(edgeless).toEqual([])
    expect((await page.screenshot()).byteLength).toBeGreaterThan(10_000)
  })
})

describe('without script', () => {
  it('the error summary has the focus and its links lead to the inputs', async () => {
    await look({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.origin}/gallery/pages/form`)
      const links = await page.locator('.error-summary a').all()
      for (const link of links) {
        const target = page.locator(`[id="${(await link.getAttribute('href'))?.slice(1)}"]`)
        expect(await target.evaluate((element) => element.matches('input, select, textarea'))).toBe(true)
      }
      expect(links).toHaveLength(3)
    })
  })

  it('needless parts of the account are hidden by the style sheet alone', async () => {
    await look({ javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.origin}/gallery/account-input`)
      const account = page.locator('[data-example="0"] account-lookup')
      expect(await account.locator('.account-designated').isVisible()).toBe(false)
      await account.getByText('ほかの口座を入れる').click()
      await account.getByText('ゆうちょ銀行').click()
      expect(await account.locator('.account-yucho').isVisible()).toBe(true)
      expect(await account.locator('.account-bank').isVisible()).toBe(false)
    })
  })
})

describe('with script', () => {
  it('the error summary takes the focus and leads to the first input to put right', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/pages/form`)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
      await page.getByRole('link', { name: '生まれた日の「日」を入れてください' }).click()
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('birth.day')
    })
  })

  it('hiragana become katakana when the field is left; kanji are asked about', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/answer-form`)
      const family = page.locator('[name="kana.family"]')
      await family.fill('やなぎもと')
      await family.blur()
      expect(await family.inputValue()).toBe('ヤナギモト')
      await family.fill('柳本')
      await family.blur()
      expect(await page.getByText('「セイ」をカタカナで入れてください').isVisible()).toBe(true)
      expect(await family.getAttribute('aria-invalid')).toBe('true')
      await family.fill('ヤナギ')
      expect(await page.getByText('「セイ」をカタカナで入れてください').count()).toBe(0)
      expect(await family.getAttribute('aria-invalid')).toBeNull()
    })
  })

  it('a text that is too long is told by how much, and not cut', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/answer-form`)
      const text = page.locator('[name=text]')
      await text.fill('長'.repeat(23))
      await text.blur()
      expect(await page.getByText('「事情」を3文字減らしてください').isVisible()).toBe(true)
      expect(await text.inputValue()).toHaveLength(23)
    })
  })

  it('a postcode fills in the address, and offers its towns when it has several', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/address-input`)
      const address = page.locator('[data-example="0"]')
      await address.locator('[name="a.postcode"]').fill('７４２−０００１')
      await address.getByRole('button', { name: '住所を出す' }).click()
      await expect.poll(() => address.locator('[name="a.town"]').inputValue()).toBe('見本町一丁目')
      expect(await address.locator('[name="a.prefecture"]').inputValue()).toBe('山口県')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('a.block')
      await address.locator('[name="a.postcode"]').fill('7420002')
      await address.getByRole('button', { name: '住所を出す' }).click()
      await expect.poll(() => address.locator('datalist option').count()).toBe(2)
      expect(await address.getByText('町名を選んでください').isVisible()).toBe(true)
    })
  })

  it('answers are saved while the person types, and after a lost line', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/answer-form`)
      const before = site.posts.length
      const text = page.locator('[name=text]')
      site.answerPosts(0)
      await text.fill('とちゅう')
      await expect.poll(() => page.getByText('通信が切れています').isVisible(), { timeout: 8000 }).toBe(true)
      expect(site.posts.length).toBe(before)
      site.answerPosts(200)
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect.poll(() => site.posts.length, { timeout: 8000 }).toBe(before + 1)
      const saved = new URLSearchParams(site.posts.at(-1))
      expect([saved.get('do'), saved.get('text'), saved.get('requestKey')]).toEqual(['autosave', 'とちゅう', 'sample'])
      await expect.poll(() => page.getByText('に保存しました').isVisible()).toBe(true)
      expect(await page.locator('[name=version]').inputValue()).toBe('2')
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
    })
  })

  it('the warning before the session ends shows in time and not before', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/answer-form`)
      expect(await page.locator('[data-example="0"] session-warning').isVisible()).toBe(false)
      await expect.poll(() => page.locator('[data-example="1"] session-warning').isVisible()).toBe(true)
    })
  })

  it('a second press of the button sends nothing', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/answer-form`)
      const sent = await page.evaluate(() => {
        const form = document.querySelectorAll('form')[1]
        let count = 0
        document.addEventListener('submit', (event) => {
          if (!event.defaultPrevented) count += 1
          event.preventDefault()
        })
        form?.requestSubmit()
        form?.requestSubmit()
        return count
      })
      expect(sent).toBe(1)
    })
  })

  it('a press on the map, and the arrow keys, fill in the place', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/map-point`)
      const field = page.locator('[data-example="0"]')
      await field.locator('svg.map').click()
      const latitude = Number(await field.locator('[name="a.lat"]').inputValue())
      expect(latitude).toBeCloseTo(33.96, 1)
      await page.keyboard.press('ArrowUp')
      await field.locator('svg.map').press('ArrowUp')
      expect(Number(await field.locator('[name="a.lat"]').inputValue())).toBeGreaterThan(latitude)
      await field.locator('select').selectOption('kawabata')
      expect(await field.locator('[name="a.lng"]').inputValue()).toBe('132.130000')
    })
  })

  it('a line is drawn by presses, by keys and by typing, and measured on the way', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/map-shape`)
      const field = page.locator('[data-example="0"]')
      const list = field.locator('textarea')
      const picture = field.locator('svg.map')
      await field.locator('[name="a.kind"]').selectOption('line')
      await picture.click({ position: { x: 200, y: 200 } })
      await picture.click({ position: { x: 300, y: 250 } })
      expect((await list.inputValue()).split('\n')).toHaveLength(2)
      await expect.poll(() => field.locator('[data-status]').textContent()).toMatch(/点 2・長さ 約[\d.]+ m/)
      await picture.press('ArrowRight')
      await picture.press('Enter')
      expect((await list.inputValue()).split('\n')).toHaveLength(3)
      await picture.press('Backspace')
      await field.locator('[data-act="undo"]').click()
      expect((await list.inputValue()).split('\n')).toHaveLength(1)
      await field.locator('[name="a.town"]').selectOption('kawabata')
      await field.locator('button[value="lookup:a"]').click()
      expect(await list.inputValue()).toContain('33.950000, 132.130000')
      await list.fill('33.96, 132.1\n33.96, 132.12\n33.98, 132.11')
      await field.locator('[name="a.kind"]').selectOption('area')
      await expect.poll(() => field.locator('.sketch-area').count()).toBe(1)
    })
  })

  it('staff keys walk and tick the list, and stay out of fields', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/pages/queue`)
      await page.keyboard.press('j')
      await page.keyboard.press('x')
      const first = page.locator('.queue-tick input').first()
      expect(await first.isChecked()).toBe(true)
      await page.keyboard.press('/')
      await page.keyboard.type('xj')
      expect(await page.locator('[name=words]').inputValue()).toBe('xj')
      expect(await first.isChecked()).toBe(true)
    })
  })

  it('a list narrows without minding kana and width', async () => {
    await look({}, async (page) => {
      await page.goto(`${site.origin}/gallery/list-filter`)
      await page.locator('[name=words]').fill('そふぁー')
      expect(await page.locator('[data-item]:visible').allTextContents()).toEqual(['ソファー'])
    })
  })
})

it('the focus is seen on everything that takes it', async () => {
  const hidden: string[] = []
  await look({}, async (page) => {
    for (const path of ['/gallery/pages/form', '/gallery/pages/case', '/gallery/pages/alarm']) {
      await page.goto(site.origin + path)
      for (let step = 0; step < 25; step += 1) {
        await page.keyboard.press('Tab')
        const ring = await page.evaluate(() => {
          const at = document.activeElement
          const style = at ? getComputedStyle(at) : undefined
          return { name: at?.outerHTML.slice(0, 80) ?? '', width: style?.outlineWidth, style: style?.outlineStyle }
        })
        const left = ring.name.startsWith('<body')
        if (!left && (ring.style === 'none' || ring.width === '0px')) hidden.push(`${path}: ${ring.name}`)
      }
    }
  })
  expect(hidden).toEqual([])
})
