import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningAddress } from '../../src/platform/database/embedded/cluster.ts'
import { connectAsOwner } from '../../src/platform/database/prepare.ts'
import { testFolder } from '../support/folder.ts'
import { freePorts } from '../support/free-ports.ts'
import { type Program, runProgram, startProgram, untilAnswers } from '../support/program.ts'
import { StaffMember } from '../tour/staff.ts'
import { type BadLine, badLine } from './bad-line.ts'
import { exampleOf, residentWithDraft } from './people.ts'

const base = testFolder('apart')
const outerData = path.join(base, 'outer')
const innerData = path.join(base, 'inner')
let port: number
let outer: Program
let inner: Program
let line: BadLine

beforeAll(async () => {
  port = await freePorts()
  const common = ['--port', String(port)]
  line = await badLine(`http://localhost:${port}`, 20261122)
  outer = startProgram(['start', '--zone', 'internet', '--data', outerData, ...common])
  await untilAnswers(`http://localhost:${port}/`, outer)
  const office = (): Program =>
    startProgram(['start', '--zone', 'office', '--data', innerData, ...common], { YANAGI_RELAY_OUTER_URL: line.url })
  // Without the public keys of the outer zone it says what to do.
  const early = office()
  expect(await early.ended).toBe(1)
  expect(early.output()).toContain('keys import')
  await carryKeys('internet', outerData, innerData)
  inner = office()
  await untilAnswers(`http://localhost:${port + 1}/sign-in`, inner)
  await carryKeys('office', innerData, outerData)
}, 120_000)
afterAll(async () => {
  await Promise.all([outer.stop(), inner.stop()])
  await line.close()
}, 60_000)

async function carryKeys(zone: string, from: string, to: string): Promise<void> {
  const exported = await runProgram(['keys', 'export', zone, '--data', from])
  const file = path.join(base, `${zone}.json`)
  writeFileSync(file, exported.output.slice(exported.output.indexOf('{')))
  expect(exported.output).not.toMatch(/secret/i)
  expect(await runProgram(['keys', 'import', file, '--data', to])).toMatchObject({ code: 0 })
}

async function rows<T extends object>(dataDir: string, sql: string): Promise<readonly T[]> {
  const address = runningAddress(path.join(dataDir, 'postgres'))
  if (address === undefined) throw new Error(`no database runs in ${dataDir}`)
  const client = await connectAsOwner({ ...address, database: 'yanagi' })
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

async function until(what: string, good: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if (await good()) return
    await sleep(250)
  }
  throw new Error(`${what} does not happen: ${inner.output().slice(-1500)}`)
}

test('two processes with databases of their own: one application goes through a line that cuts, repeats and changes', async () => {
  const portal = `http://localhost:${port}`
  await until('the publication', async () => (await fetch(`${portal}/procedures/child-allowance-claim`)).ok)

  const resident = await residentWithDraft(portal, 'hanako', 'child-allowance-claim')
  await resident.fill(exampleOf('child-allowance-claim', '01-birth-in-time'))
  const { receiptNumber } = await resident.submit()
  const cases = () =>
    rows<{ receipt_number: string }>(innerData, `select receipt_number from office.case_file where tenant_id = 'yanai'`)
  await until('the arrival', async () => (await cases()).length > 0)
  const clerk = new StaffMember(`http://localhost:${port + 1}`, 'A001')
  await clerk.openCase(receiptNumber)
  await clerk.take()
  await until('the news', async () => {
    const notices = await rows<{ n: string }>(outerData, `select count(*) as n from internet.notice`)
    return Number(notices[0]?.n) >= 1
  })
  line.heal()
  await until('the rest', async () => {
    const waiting = await rows<{ n: string }>(
      outerData,
      `select count(*) as n from internet.relay_outbox where to_zone = 'office' and sealed is not null`,
    )
    return Number(waiting[0]?.n) === 0
  })

  expect((await cases()).map((each) => each.receipt_number)).toEqual([receiptNumber])
  // Each harm was really done: a line that only works proves nothing.
  expect([...line.done].filter(([harm]) => harm !== 'none').reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(
    3,
  )
  for (const dataDir of [outerData, innerData]) {
    const zone = dataDir === outerData ? 'internet' : 'office'
    const refused = await rows(dataDir, `select envelope_id from ${zone}.relay_outbox where refusal is not null`)
    expect(refused).toEqual([])
    const verified = await runProgram(['audit', 'verify', '--zone', zone, '--data', dataDir])
    expect(verified).toMatchObject({ code: 0 })
  }
  // The outer zone can't open what was submitted; the inner one has no page for residents.
  expect(
    await rows(outerData, `select schema_name from information_schema.schemata where schema_name = 'office'`),
  ).toEqual([])
}, 180_000)
