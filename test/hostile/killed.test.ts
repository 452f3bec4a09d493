import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { runningAddress } from '../../src/platform/database/embedded/cluster.ts'
import { connectAsOwner } from '../../src/platform/database/prepare.ts'
import { testFolder } from '../support/folder.ts'
import { freePorts } from '../support/free-ports.ts'
import { type Program, runProgram, startProgram, untilAnswers } from '../support/program.ts'
import { contactWithDraft, exampleOf } from './people.ts'

const data = testFolder('killed')
let program: Program | undefined
afterAll(() => program?.stop(), 60_000)

interface Draft {
  readonly id: string
  readonly cookie: string
  readonly csrf: string
  readonly requestKey: string
}

/** Somebody at the last page: one press from the submission. */
async function readyToSubmit(portal: string, number: number): Promise<Draft> {
  const resident = await contactWithDraft(portal, `person${number}@example.jp`, 'dog-registration')
  await resident.fill(exampleOf('dog-registration', '01-new-with-shot'))
  const { browser } = resident
  const id = /\/drafts\/([0-9a-f-]{36})/.exec(browser.current().url)?.[1] ?? ''
  const form = browser.form({ action: /\/submission$/ })
  return {
    id,
    cookie: browser.cookies(),
    csrf: form.querySelector('[name=csrf]')?.getAttribute('value') ?? '',
    requestKey: randomUUID(),
  }
}

/** One press. True when the receipt came; false when nobody knows (the line was cut) or the city hall says "later". */
async function submit(portal: string, draft: Draft): Promise<{ ok: boolean; status: number; retry: string | null }> {
  const body = new URLSearchParams({
    csrf: draft.csrf,
    requestKey: draft.requestKey,
    acknowledge: 'yes',
    declare: 'yes',
    delivery: 'yes',
  })
  try {
    const response = await fetch(`${portal}/drafts/${draft.id}/submission`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: draft.cookie, origin: portal, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      body,
    })
    await response.arrayBuffer()
    return {
      ok: (response.headers.get('location') ?? '').includes('/applications/'),
      status: response.status,
      retry: response.headers.get('retry-after'),
    }
  } catch {
    return { ok: false, status: 0, retry: null }
  }
}

async function received(): Promise<readonly { id: string; receipt_number: string }[]> {
  const address = runningAddress(path.join(data, 'postgres'))
  if (address === undefined) throw new Error('no database runs')
  const client = await connectAsOwner({ ...address, database: 'yanagi' })
  try {
    return (
      await client.query<{ id: string; receipt_number: string }>(`select id, receipt_number from internet.application`)
    ).rows
  } finally {
    await client.end()
  }
}

function postmasterPid(): number {
  const location = readFileSync(path.join(data, 'postgres', 'location'), 'utf8').trim()
  const folder = path.isAbsolute(location) ? location : path.join(data, 'postgres', location)
  return Number(readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
}

test('killed at random moments under submissions: no receipt is lost, none is given twice, PostgreSQL comes back without a restart', async () => {
  const port = await freePorts()
  const portal = `http://localhost:${port}`
  const start = async (): Promise<Program> => {
    program = startProgram(['start', '--data', data, '--port', String(port)])
    await untilAnswers(`${portal}/procedures/dog-registration`, program)
    return program
  }
  await start()
  const drafts: Draft[] = []
  for (let number = 0; number < 6; number += 1) drafts.push(await readyToSubmit(portal, number))
  const acknowledged = new Set<string>()

  // Everything at once, killed after some milliseconds, started again, and pressed again by those who got no receipt.
  for (const afterMs of [15, 60, 140]) {
    const pressing = drafts
      .filter(({ id }) => !acknowledged.has(id))
      .map(async (draft) => {
        if ((await submit(portal, draft)).ok) acknowledged.add(draft.id)
      })
    await sleep(afterMs)
    await program?.kill()
    await Promise.all(pressing)
    await start()
    const kept = new Set((await received()).map(({ id }) => id))
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
  }

  // PostgreSQL alone is killed: 503 with the time to wait, then back, the same node process.
  const seen: number[] = []
  process.kill(postmasterPid(), 'SIGKILL')
  const killedAt = Date.now()
  let backAfter = Number.POSITIVE_INFINITY
  while (Date.now() - killedAt < 20_000) {
    const response = await fetch(`${portal}/resume`, {
      method: 'POST',
      headers: { origin: portal },
      body: new URLSearchParams({ number: 'x' }),
    }).catch(() => undefined)
    await response?.arrayBuffer()
    const page = await fetch(`${portal}/mailbox`, {
      redirect: 'manual',
      headers: { cookie: drafts[0]?.cookie ?? '' },
    }).catch(() => undefined)
    await page?.arrayBuffer()
    seen.push(page?.status ?? 0)
    if (page?.status === 503) expect(page.headers.get('retry-after')).toMatch(/^\d+$/)
    if (page !== undefined && page.status < 400 && Date.now() - killedAt > 100) {
      backAfter = Date.now() - killedAt
      break
    }
    await sleep(20)
  }
  expect(seen.filter((status) => status >= 500 && status !== 503)).toEqual([])
  expect(backAfter).toBeLessThan(5000)
  expect(program?.child.exitCode).toBeNull()

  for (const draft of drafts)
    if (!acknowledged.has(draft.id) && (await submit(portal, draft)).ok) acknowledged.add(draft.id)
  const all = await received()
  expect(new Set(all.map(({ id }) => id)).size).toBe(drafts.length)
  expect(new Set(all.map((each) => each.receipt_number)).size).toBe(drafts.length)
  expect(all).toHaveLength(drafts.length)
  expect(await runProgram(['audit', 'verify', '--data', data])).toMatchObject({ code: 0 })
}, 240_000)
