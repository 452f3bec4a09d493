import { afterAll, beforeAll } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Sequencer } from '../../../platform/evidence/sequencer.ts'
import { receiveFromOffice } from '../relay.ts'
import { cityDb } from '../shared/portal.ts'
import { readCase, repositoryProcedures, type TestPortal, testPortal } from './app.ts'
import { hanako, signIn, TestBrowser } from './browser.ts'
import { keepEvidence } from './evidence.ts'
import { fillDraft, otherPeople } from './fill.ts'
import { deliverFromOffice } from './office.ts'
import { beginDraft, submitDraft } from './start.ts'

/** Somebody who is signed in and has applied for an event, and the office that answers. */
export interface EventFamily {
  readonly portal: TestPortal
  readonly browser: TestBrowser
  readonly id: string
  readonly number: string
}

/** Applications for an event, one database for all tests of a file. Messages of the office go to the newest of them. */
export function eventFamilies() {
  const example = readCase('event-registration/cases/01-bread-with-child.yaml')
  const procedures = repositoryProcedures()
  const event = procedures.find(({ definition }) => definition.id === 'event-registration')
  let db: TestDatabase
  let evidence: Sequencer
  let portal: TestPortal
  let id = ''
  let number = ''
  let families = 0

  beforeAll(async () => {
    db = await testDatabase()
    evidence = await keepEvidence(db)
  })
  afterAll(async () => {
    await evidence?.stop()
    await db?.close()
  })

  const application = () =>
    cityDb(portal.portal, 'yanai').selectFrom('application').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  const apply = async (by: TestBrowser): Promise<Pick<EventFamily, 'id' | 'number'>> => {
    if (event === undefined) throw new Error('no event')
    const draft = await beginDraft(by, 'event-registration', 'family')
    families += 1
    const check = await fillDraft(by, draft, event, otherPeople(example.answers, families))
    await submitDraft(by, draft, check)
    id = draft.split('/')[2] ?? ''
    number = (await application()).receipt_number
    return { id, number }
  }

  const deliver = (kind: string, payload: Record<string, unknown>) =>
    deliverFromOffice(
      portal,
      { number, procedureId: 'event-registration', versionHash: event?.hash ?? '' },
      kind,
      payload,
    )

  return {
    application,
    apply,
    deliver,
    status: (version: number, state: string) =>
      deliver('case-status', {
        version,
        state,
        at: '2026-11-24T00:00:00.000Z',
        nextBy: '2026-12-01',
        section: '生涯学習課',
        sectionPhone: '0820-00-0005',
      }),
    begin: async (): Promise<EventFamily> => {
      portal = testPortal(db, { now: '2026-11-22T01:00:00Z', registers: example.registers ?? {}, procedures })
      receiveFromOffice(portal.services)
      const browser = new TestBrowser(portal)
      await signIn(portal, browser, { profile: hanako, email: 'hanako@example.jp' })
      return { portal, browser, ...(await apply(browser)) }
    },
  }
}
