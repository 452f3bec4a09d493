import { cpSync } from 'node:fs'
import path from 'node:path'
import { testFolder } from '../../../../test/support/folder.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { approvalsCapability } from '../../approvals/index.ts'
import { TestBrowser } from '../../identity/test-support/browser.ts'
import { staffSession } from '../../identity/test-support/sessions.ts'
import { startTown, type TestTown } from '../../identity/test-support/town.ts'
import { catalogueOf, proceduresCapability, seedProcedures } from '../../procedures/index.ts'
import { designer, publicationsOnDesk } from '../index.ts'

/** Somebody of the staff, signed in, with a role that the person may not have had. */
export async function signedIn(town: TestTown, number: string, role: string | undefined): Promise<TestBrowser> {
  const { cookie, staffId } = await staffSession(town.office, 'yanai', number)
  if (role !== undefined) {
    const grant = { staff_id: staffId, role, begins_on: '2026-04-01' }
    await town.office.db.city<OfficeDb>('yanai').insertInto('role_grant').values(grant).execute()
  }
  const [name = '', value = ''] = cookie.split('=')
  const browser = new TestBrowser()
  browser.cookies.set(name, value)
  return browser
}

const none = async (): Promise<never> => {
  throw new Error('No case is decided here.')
}

/** A town with two shipped procedures, three open cases on a version that nobody knows, and what their definitions need around them. */
export async function startDesignerTown(): Promise<TestTown> {
  const town = await startTown({
    extra: [
      proceduresCapability(),
      approvalsCapability(() => ({ onActed: none, onDecided: none, onSentBack: none, onRecalled: none }), {
        matters: () => [],
        preview: () => none,
        elsewhere: publicationsOnDesk,
      }),
      designer(() => ({ openCases: async () => new Map([['x', 3]]), seal: () => null })),
    ],
  })
  const rootDir = testFolder('seeds')
  for (const part of ['procedures', 'catalog'])
    cpSync(path.resolve(part), path.join(rootDir, part), { recursive: true })
  // The forms read the shared groups and tables where the program is.
  for (const part of ['procedures', 'catalog/groups', 'catalog/tables'])
    cpSync(path.resolve(part), path.join(town.office.config.rootDir, part), { recursive: true })
  await seedProcedures({ ...town.office, config: { ...town.office.config, rootDir } }, 'yanai', {
    only: ['dog-registration', 'child-allowance-claim'],
  })
  catalogueOf(town.office).changed('yanai')
  const db = town.office.db.city<OfficeDb>('yanai')
  await db
    .insertInto('approval_matter')
    .values(
      ['dog-registration', 'benefit-recognition'].map((matter, i) => ({
        id: `00000000-0000-4000-8000-00000000000${i}`,
        matter,
        label: matter,
        decider_rank: 30,
        concurrence: [],
        substitution: true,
        bulk: false,
        basis: '',
        begins_on: '2020-04-01',
      })),
    )
    .execute()
  for (const [i, code] of ['citizen-life', 'child-support'].entries()) {
    await db
      .insertInto('section')
      .values({ id: `00000000-0000-4000-8000-0000000000a${i}`, code, name: code, begins_on: '2020-04-01' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return town
}

/** What an address of the office answers to somebody, with its headers. */
export function fetchAs(town: TestTown, browser: TestBrowser, to: string): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return fetch(town.url('office', to), { headers: { cookie } })
}
