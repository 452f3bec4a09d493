import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import { removeOrphans } from '../../platform/files/orphans.ts'
import { createRelay } from '../../platform/relay/create-relay.ts'
import { relayFilesInUse } from '../../platform/relay/files-in-use.ts'
import { insertFile, sealFileBox } from './drafts/file-store.ts'
import { filesInUse } from './files-in-use.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

it('keeps originals, views, letters and what is on its way, and sweeps the rest', async () => {
  const services = testServices({ zone: 'internet', db })
  const { files, keys } = services
  const put = async (text: string) => (await files.put('yanai', Buffer.from(text))).address
  const [original, view, letter, travelling, orphan] = await Promise.all(['o', 'v', 'l', 't', 'x'].map(put))
  if (!original || !view || !letter || !travelling || !orphan) throw new Error('not stored')
  const yanai = services.db.city<InternetDb>('yanai')
  const id = randomUUID()
  const box = sealFileBox(keys, 'yanai', id, {
    name: 'a.jpg',
    mediaType: 'image/jpeg',
    bytes: 1,
    sha256: '',
    key: '',
    view: { address: view, key: '' },
  })
  await insertFile(yanai, { id, application_id: randomUUID(), address: original, box, added_at: services.clock.now() })
  const application = randomUUID()
  await yanai
    .insertInto('application')
    .values({
      id: application,
      request_key: randomUUID(),
      receipt_number: 'IN-1',
      procedure_id: 'x',
      version_hash: 'v',
      secret_token: Buffer.from('s'),
      state_at: services.clock.now(),
      sent_at: services.clock.now(),
      arrived_at: services.clock.now(),
      copy: Buffer.from('c'),
    })
    .execute()
  await yanai
    .insertInto('letter')
    .values({
      id: 'l',
      application_id: application,
      address: letter,
      body: Buffer.from('b'),
      arrived_at: services.clock.now(),
    })
    .execute()
  const relay = createRelay(services)
  await yanai.transaction().execute((trx) =>
    relay.send(trx, {
      kind: 'submission',
      to: 'office',
      cityId: 'yanai',
      procedureId: 'x',
      versionHash: 'v',
      receiptNumber: 'IN-1',
      payload: {},
      files: [travelling],
      arrivedAt: services.clock.now(),
    }),
  )
  const everything = async function* () {
    yield* filesInUse(services, 'yanai')
    yield* relayFilesInUse(yanai)
  }
  const removed = await removeOrphans(files, {
    cityId: 'yanai',
    now: new Date(Date.now() + 1000),
    inUse: everything(),
    graceHours: 0,
  })
  expect(removed).toBe(1)
  expect(
    await Promise.all([original, view, letter, travelling, orphan].map((address) => files.has('yanai', address))),
  ).toEqual([true, true, true, true, false])
})
