import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestCityHall, testCityHall } from '../support/city-hall.ts'
import { formValues } from '../tour/browser.ts'
import type { Resident } from '../tour/resident.ts'
import { contactWithDraft } from './people.ts'
import { rawRequests } from './raw-requests.ts'

let hall: TestCityHall
let resident: Resident
let page: string
let fields: readonly (readonly [string, string])[]
beforeAll(async () => {
  hall = await testCityHall()
  resident = await contactWithDraft(hall.portal, 'hostile@example.jp', 'dog-registration')
  const { browser } = resident
  const first = browser
    .current()
    .root.querySelectorAll('a')
    .find((each) => (each.getAttribute('href') ?? '').includes('/pages/'))
  page = (await browser.open(first?.getAttribute('href') ?? '')).url
  fields = formValues(browser.form({ name: 'requestKey' }))
}, 120_000)
afterAll(() => hall.close())

/** Every answer of a raw connection, until it is closed or a second has passed. */
function raw(text: string, waitMs = 1000): Promise<string> {
  return new Promise((done) => {
    const socket = net.connect(Number(new URL(hall.portal).port), '127.0.0.1')
    let answer = ''
    const timer = setTimeout(() => socket.destroy(), waitMs)
    socket.on('data', (part) => {
      answer += part.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      done(answer)
    })
    socket.write(text, 'latin1')
  })
}

const post = (url: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body,
    headers: {
      cookie: resident.browser.cookies(),
      origin: hall.portal,
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      ...headers,
    },
  })
const form = (changes: Readonly<Record<string, string>> = {}): URLSearchParams => {
  const body = new URLSearchParams(fields.map(([name, value]) => [name, value]))
  body.set('requestKey', randomUUID())
  for (const [name, value] of Object.entries(changes)) body.set(name, value)
  return body
}

describe('raw requests', () => {
  // Each waits a second for a second answer that must not come.
  test.concurrent.each(rawRequests)('%s', async (_what, text, allowed) => {
    const host = new URL(hall.portal).host
    const answer = await raw(text.replaceAll('HOST', host).replaceAll('CAPITALS', host.toUpperCase()))
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1]))
    expect(statuses.filter((status) => !allowed.includes(status))).toEqual([])
    expect(statuses.length).toBeLessThanOrEqual(1)
    expect(answer).not.toMatch(/\bat .*\.(?:ts|mjs|js):\d+|node_modules|SELECT |insert into/i)
    expect(answer).not.toContain('evil.example')
  })
})

describe('a hostile post of a page', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly number[]]>([
    ['names of prototypes', { __proto__: 'x', 'constructor.prototype.x': 'x', '__proto__.polluted': 'x' }, [303, 422]],
    ['fields of other pages and of nobody', { 'dogs.0.name': 'x', tenant_id: 'mihon', 'session.id': '1' }, [303, 422]],
    ['an item far beyond the last', { 'dogs.999999.name': 'x', 'dogs.-1.name': 'x' }, [303, 422]],
    ['a button that is not there', { do: 'remove:constructor:__proto__' }, [303, 422]],
    [
      'NUL in every field',
      Object.fromEntries(['owner.phone', 'contact.phone', 'do'].map((name) => [name, 'a\0b'])),
      [303, 422],
    ],
    ['a request key that is no key', { requestKey: '../../x' }, [303, 409, 422]],
    ['a version that is no number', { version: 'NaN', base: '-1' }, [303, 409, 422]],
  ])('%s', async (_what, changes, allowed) => {
    const answer = await post(page, form(changes))
    expect(allowed).toContain(answer.status)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
  test.each<readonly [string, string, Readonly<Record<string, string>>, number]>([
    ['lone surrogates', 'csrf=%ED%A0%80', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['JSON of five megabytes', `"${'a'.repeat(5_000_000)}"`, { 'content-type': 'application/json' }, 415],
    [
      'forty megabytes of form',
      `a=${'a'.repeat(40_000_000)}`,
      { 'content-type': 'application/x-www-form-urlencoded' },
      413,
    ],
    ['ten thousand fields', 'a=1&'.repeat(10_000), { 'content-type': 'application/x-www-form-urlencoded' }, 413],
    ['no boundary', 'x', { 'content-type': 'multipart/form-data' }, 400],
  ])('%s', async (_what, body, headers, status) => {
    expect((await post(page, body, headers)).status).toBe(status)
  })
  test.each<readonly [string, Record<string, string>, number]>([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['a sibling', { 'sec-fetch-site': 'same-site' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
  ])('from %s is refused', async (_who, headers, status) => {
    expect((await post(page, form(), headers)).status).toBe(status)
  })
  test('without its token or with the token of somebody else changes nothing', async () => {
    for (const csrf of ['', 'A'.repeat(43)]) {
      const answer = await post(page, form({ csrf, 'contact.phone': '090-9999-9999' }))
      expect([303, 403, 409, 422]).toContain(answer.status)
    }
    expect((await resident.browser.open(page)).html).not.toContain('090-9999-9999')
  })
})

test('two hundred slow clients keep nobody waiting', async () => {
  const slow = Array.from({ length: 200 }, (_unused, index) => {
    const socket = net.connect(Number(new URL(hall.portal).port), '127.0.0.1')
    socket.on('error', () => {})
    const host = new URL(hall.portal).host
    socket.write(
      index % 2 === 0
        ? `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `
        : `POST /display HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n`,
    )
    return socket
  })
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('a')
  }, 100)
  try {
    await sleep(300)
    const times: number[] = []
    for (let turn = 0; turn < 20; turn += 1) {
      const began = performance.now()
      expect((await fetch(`${hall.portal}/procedures`)).status).toBe(200)
      times.push(performance.now() - began)
    }
    expect(times.sort((a, b) => a - b)[10]).toBeLessThan(1000)
  } finally {
    clearInterval(drip)
    for (const socket of slow) socket.destroy()
  }
})

describe('open redirects', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/\t/evil.example',
    '/%5c/evil.example',
    'javascript:alert(1)',
    '/x\r\nSet-Cookie: a=b',
  ]
  test.each(['/sign-in', '/sign-in/contact', '/sign-in/card', '/display', '/help', '/resume', '/follow-up'])(
    '%s leads nowhere else',
    async (path) => {
      for (const to of elsewhere) {
        for (const name of ['to', 'back', 'return', 'next']) {
          const answer = await fetch(`${hall.portal}${path}?${new URLSearchParams({ [name]: to })}`, {
            redirect: 'manual',
          })
          expect(answer.status).toBeLessThan(500)
          const html = await answer.text()
          expect(html).not.toMatch(/(?:href|action|value)="(?:\/\/|\/\\|https:\/\/|javascript:)[^"]*(?:evil|alert)/i)
          expect(answer.headers.get('location') ?? '').not.toMatch(/^(?:\/\/|https:\/\/evil|javascript)/)
          expect(answer.headers.get('set-cookie') ?? '').not.toContain('a=b')
        }
      }
    },
    60_000,
  )
})

test('a flood of codes for one address is told when to come back; another address is not stopped', async () => {
  const ask = async (email: string): Promise<Response> => {
    await resident.browser.open(`${hall.portal}/sign-in/contact`)
    const csrf = resident.browser.form({ name: 'email' }).querySelector('[name=csrf]')?.getAttribute('value') ?? ''
    return post(`${hall.portal}/sign-in/contact`, new URLSearchParams({ csrf, email, to: '/' }))
  }
  let refused: Response | undefined
  for (let turn = 0; turn < 12 && refused === undefined; turn += 1) {
    const answer = await ask('flood@example.jp')
    if (answer.status === 429) refused = answer
  }
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('nothing of all this was a fault of the server', () => {
  const faults = hall.logs.filter((line) => line.includes('"request-failed"') || /"status":5\d\d/.test(line))
  expect(faults).toEqual([])
})
