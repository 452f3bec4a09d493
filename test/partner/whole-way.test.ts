import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleCases, sentAnswers } from '../../src/capabilities/api/test-support/examples.ts'
import { type TestCityHall, testCityHall } from '../support/city-hall.ts'
import { StaffMember } from '../tour/staff.ts'

/** A partner system at work: registered at a desk, it files over the wire, is told what happened, and is shut out again. */
let hall: TestCityHall
let desk: StaffMember
const heard: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
const partner = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => void chunks.push(chunk))
  request.on('end', () => {
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
    response.writeHead(204).end()
  })
})

beforeAll(async () => {
  hall = await testCityHall()
  desk = new StaffMember(hall.office, 'A051')
  await desk.signIn()
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
}, 180_000)
afterAll(async () => {
  await new Promise((resolve) => partner.close(resolve))
  await hall?.close()
})

const deliveryEvents = ['dataset.delivery-problems', 'dataset.delivery-awaiting-approval', 'dataset.delivery-checked']

const api = (path: string): string => `${hall.portal}/api/v1${path}`
/** The text behind a term of the page's facts. */
function fact(term: string): string {
  const { root } = desk.browser.current()
  const found = root
    .querySelectorAll('dl.facts > div')
    .find((each) => each.querySelector('dt')?.textContent.includes(term))
  return found?.querySelector('[data-text]')?.textContent.trim() ?? ''
}

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('It did not happen in time.')
}

test('a partner system is registered, files, is told, and is shut out', async () => {
  const { browser } = desk
  await browser.open(`${hall.office}/systems/new`)
  await browser.send(browser.form({ action: /\/systems\/new$/ }), { name: '', scopes: [] })
  expect(browser.current().status).toBe(422)
  await browser.send(browser.form({ action: /\/systems\/new$/ }), {
    name: '見本不動産',
    contact: '見本不動産 情報システム課 0820-00-0000',
    scopes: ['validate', 'submit', 'status', 'datasets'],
    reach: 'chosen',
    procedures: ['dog-registration'],
    sections: ['citizen-life'],
    attests: ['contact'],
    perMinute: '600',
    validUntil: '2099-03-31',
    proof: 'secret',
  })
  browser.expect('合言葉を控えてください', 'the secret is shown once')
  const [clientId, secret] = [fact('クライアントID'), fact('クライアントシークレット')]
  expect(secret).toMatch(/^ycs_/)

  await browser.open(`${hall.office}/systems/${clientId}`)
  expect(browser.current().html).not.toContain(secret)
  const { port } = partner.address() as AddressInfo
  await browser.send(
    browser.form({ action: /\/webhook$/ }),
    { url: `http://10.0.0.1:${port}/`, events: ['application.received'] },
    { name: 'do', value: 'save' },
  )
  expect(browser.current().status).toBe(422)
  await browser.send(
    browser.form({ action: /\/webhook$/ }),
    {
      url: `http://localhost:${port}/hook`,
      events: ['application.received', 'application.withdrawn', ...deliveryEvents],
    },
    { name: 'do', value: 'save' },
  )
  const signing = fact('通知の署名の鍵')
  expect(signing).toMatch(/^whsec_/)

  const token = await until(async () => {
    const answer = await fetch(api('/oauth/token'), {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    return answer.ok ? ((await answer.json()) as { access_token: string }).access_token : undefined
  })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const examples = exampleCases('procedures').filter(({ procedure }) => procedure === 'dog-registration')
  const accepted = await until(async () => {
    for (const { content } of examples) {
      const body = { filer: content.filing.filer ?? 'self', assurance: 'contact', answers: sentAnswers(content) }
      if (!JSON.stringify(body.answers).includes('"attached"')) {
        const answer = await fetch(api('/procedures/dog-registration/validate'), {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        })
        const found = (await answer.json()) as { accepted: boolean; problems: { code: string }[] }
        if (found.accepted) return { ...body, acknowledged: found.problems.map(({ code }) => code) }
      }
    }
    return undefined
  })
  const filed = await fetch(api('/procedures/dog-registration/applications'), {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': 'one-dog-and-no-other' },
    body: JSON.stringify({ ...accepted, declared: true, deliveryAgreed: true }),
  })
  const text = await filed.text()
  expect(filed.status, text).toBe(201)
  const { receiptNumber, followUp } = JSON.parse(text)

  const clerk = new StaffMember(hall.office, 'A031')
  await clerk.openCase(receiptNumber)
  clerk.browser.expect('連携システム（見本不動産）', 'the clerk sees which system it came through')

  const message = await until(() => heard[0])
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = message.headers
  const key = Buffer.from(signing.replace('whsec_', ''), 'base64')
  const wanted = createHmac('sha256', key).update(`${id}.${time}.${message.body}`).digest('base64')
  expect(signature).toBe(`v1,${wanted}`)
  expect(JSON.parse(message.body)).toEqual({
    type: 'application.received',
    timestamp: expect.any(String),
    data: { receiptNumber, procedure: 'dog-registration' },
  })

  const status = await fetch(api(`/applications/${receiptNumber}`), { headers })
  expect([status.status, ((await status.json()) as { state: string }).state]).toEqual([200, 'received'])
  const person = await fetch(`${hall.portal}/follow-up`)
  expect(person.status).toBe(200)
  expect(followUp.secret.length).toBeGreaterThan(5)

  const withdrawn = await fetch(api(`/applications/${receiptNumber}/withdrawal`), {
    method: 'POST',
    headers,
    body: '{}',
  })
  expect(((await withdrawn.json()) as { state: string }).state).toBe('withdrawn')
  await until(() => heard.find(({ body }) => body.includes('application.withdrawn')))

  // The same system brings a table of open data and hears what became of it, from the queue of the office to its decision.
  const seed = readFileSync('catalog/datasets/seeds/yanai/public-toilet.csv', 'utf8').trimEnd().split('\n')
  const bring = async (dataset: string) => {
    const form = new FormData()
    form.append('file', new File([`${seed.slice(0, -1).join('\n')}\n`], 'toilets.csv'))
    const to = api(`/datasets/${dataset}/deliveries`)
    const answer = await fetch(to, { method: 'POST', headers: { authorization: headers.authorization }, body: form })
    return [answer.status, ((await answer.json()) as { deliveryId: string }).deliveryId] as const
  }
  const [made, deliveryId] = await bring('public-toilet')
  expect([made, await bring('public-toilet')]).toEqual([201, [200, deliveryId]])
  expect((await bring('preschool'))[0]).toBe(403)
  const told = await until(() => heard.find(({ body }) => body.includes('dataset.delivery-awaiting-approval')))
  expect(JSON.parse(told.body).data).toMatchObject({ deliveryId, dataset: 'public-toilet', changes: { removed: 1 } })
  const standing = await fetch(api(`/datasets/public-toilet/deliveries/${deliveryId}`), { headers })
  expect(await standing.json()).toMatchObject({ state: 'awaiting-approval', rows: seed.length - 2 })

  await browser.open(`${hall.office}/systems/${clientId}`)
  // Nothing is revoked by one press: a page says first what stops.
  await browser.open(`${hall.office}/systems/${clientId}/revocation`)
  for (const words of ['止まるもの', '申請・補正・取下げを送る', '止まらないもの']) browser.expect(words, 'it is told')
  const asked = browser.form({ action: /\/revocation$/ })
  await browser.send(asked, { version: '1' })
  browser.expect('ほかの人が変更しました', 'another system than the one that was looked at stays')
  await browser.send(browser.form({ action: /\/revocation$/ }), {})
  browser.expect('失効しました', 'it is said')
  const shut = await until(async () => {
    const answer = await fetch(api(`/applications/${receiptNumber}`), { headers })
    return answer.status === 401 ? answer : undefined
  })
  expect(((await shut.json()) as { type: string }).type).toBe('urn:yanagi:problem:client-not-usable')
  const names = ['見本不動産 情報', secret, signing, token]
  expect(hall.logs.filter((line) => names.some((each) => line.includes(each)))).toEqual([])
}, 180_000)
