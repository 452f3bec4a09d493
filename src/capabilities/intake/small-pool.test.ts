import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { reviewedCase } from '../cases/test-support/acts.ts'
import { type Browser, caseRow, exampleAnswers, testWorld, type World } from '../cases/test-support/world.ts'
import { catalogueOf } from '../procedures/index.ts'
import { importFile } from './run/import-file.ts'
import { shippedManifests } from './store/manifests.ts'
import { csvOf } from './test-support/delivered.ts'
import { toSender } from './test-support/to-sender.ts'

/** One connection for the whole office: whoever asks for another one inside a transaction waits for itself. */
let world: World
let clerk: Browser
beforeAll(async () => {
  world = await testWorld([], { poolSize: 1 })
  clerk = world.browser('clerk')
})
afterAll(() => world.close())

/** Nothing is remembered: what a transaction needs of the catalogue has to be read while it is open. */
const forget = () => catalogueOf(world.services).changed('yanai')

it('a submission, its review and its proposal need no second connection', async () => {
  forget()
  const id = await reviewedCase(world, clerk)
  forget()
  const answer = await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '123',
    suggestion: ['complete'],
    grounds: '',
  })
  expect(answer.status).toBe(303)
  expect((await caseRow(world, id)).state).toBe('approving')
})

it('a list of another portal becomes cases, several at a time', async () => {
  const { manifest } = shippedManifests(path.resolve('.')).find((each) => each.manifest.id === 'form-csv') ?? {}
  const one = manifest?.procedures.find(({ procedure }) => procedure === 'dog-registration')
  const procedure = (await catalogueOf(world.services).current('yanai')).find(
    ({ definition }) => definition.id === 'dog-registration',
  )
  if (!one || !procedure) throw new Error('no dogs')
  const rows = Array.from({ length: 60 }, (_, n) => {
    const cells = toSender(one, procedure, exampleAnswers('dog-registration', '01-new-with-shot.yaml'))
    // Two of one number, and pairs of the same dog.
    cells.set('受付番号', `S-${n === 59 ? 58 : n}`)
    cells.set('送信日時', '2026/11/20 21:15:00')
    cells.set('フォーム名', one.code ?? '')
    cells.set('犬／犬の名前', `ポチ${Math.floor(n / 2)}`)
    return cells
  })
  forget()
  const outcome = await importFile(
    world.services,
    { cityId: 'yanai', manifestId: 'form-csv', fileName: 'a.csv', bytes: Buffer.from(`\ufeff${csvOf(...rows)}`) },
    async () => forget(),
  )
  expect(outcome).toMatchObject({ ok: true, report: { counts: { made: 59, known: 1 } } })
  const made = await world.services.db
    .city<OfficeDb>('yanai')
    .selectFrom('case_file')
    .select(['id', 'receipt_number', 'possible_duplicate', 'state', 'version', 'status_version'])
    .where('channel', '=', 'partner-csv')
    .orderBy('receipt_number')
    .execute()
  expect(new Set(made.map(({ receipt_number }) => receipt_number)).size).toBe(59)
  expect(made[0]?.receipt_number).toContain('-900001-')
  // Each of a pair knows of the other, whether they came in one transaction or in two; the last has none beside it.
  expect(made.map(({ possible_duplicate }) => possible_duplicate).filter(Boolean)).toHaveLength(58)
  expect(
    made.every(({ state, version, status_version }) => `${state}${version}${status_version}` === 'received21'),
  ).toBe(true)
  const events = await world.services.db
    .city<OfficeDb>('yanai')
    .selectFrom('event')
    .select(['number', 'type'])
    .where('stream', '=', 'case')
    .where('stream_id', 'in', [made[0]?.id ?? '', made[1]?.id ?? ''])
    .orderBy('stream_id')
    .orderBy('number')
    .execute()
  expect(events.map(({ number, type }) => `${number} ${type}`)).toEqual([
    '1 submitted',
    '2 received',
    '1 submitted',
    '2 received',
  ])
})
