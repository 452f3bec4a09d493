import { randomUUID } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { approvalsCapability } from '../../approvals/index.ts'
import { TestBrowser, TestPage } from '../../identity/test-support/browser.ts'
import { staffSession } from '../../identity/test-support/sessions.ts'
import { startTown, type TestTown } from '../../identity/test-support/town.ts'
import { catalogueOf, proceduresCapability } from '../../procedures/index.ts'
import { opendata } from '../capability.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { datasetsOnDesk } from '../office/approval/on-the-desk.ts'
import { datasetApprovals, datasetSubject } from '../office/approval/subject.ts'
import { unpackRows } from '../public/load/row-file.ts'
import type { PublishedDataset } from '../public/published.ts'
import { testAbout } from './publish.ts'

/** The office of a small town with the datasets of the catalogue, none of them published, over real HTTP. */
export interface OpenOffice {
  readonly town: TestTown
  readonly db: Kysely<OfficeDb>
  open(browser: TestBrowser, to: string): Promise<TestPage>
  signedIn(number: string, role: string | undefined): Promise<TestBrowser>
  /** Brings a file on a page that has a form for it, as a browser does. */
  upload(browser: TestBrowser, to: string, name: string, bytes: Buffer, action?: string): Promise<TestPage>
  /** What went outward last of a dataset: its rows as they will be published. */
  sentRows(datasetId: string): Promise<{ rows: readonly (readonly string[])[]; content: PublishedDataset }>
}

export const sample = (name: string) => readFileSync(path.resolve('src/capabilities/opendata/samples', name))

/** Address of the draft that a page belongs to. */
export const draftPath = (page: TestPage): string =>
  page.path.replace(/[?#].*$/, '').replace(/\/(headers|publication|description|rows.*)$/, '')

export async function openOffice(): Promise<OpenOffice> {
  const { internet: _, ...parts } = opendata.parts
  const none = async (): Promise<never> => {
    throw new Error('no case is decided here')
  }
  const approvals = approvalsCapability(
    () => ({ onActed: none, onDecided: none, onSentBack: none, onRecalled: none }),
    {
      matters: () => [],
      preview: () => none,
      elsewhere: datasetsOnDesk,
      subjects: (services) => ({ [datasetSubject]: datasetApprovals(services) }),
    },
  )
  const town = await startTown({ extra: [proceduresCapability(), approvals, { ...opendata, parts }] })
  // The tests do the background's turns themselves.
  await parts.office?.stop?.()
  for (const part of ['catalog/datasets', 'catalog/addresses', 'catalog/maps'])
    cpSync(path.resolve(part), path.join(town.office.config.rootDir, part), {
      recursive: true,
      filter: (from) => !from.includes('seeds'),
    })
  const settings = { cityName: '柳井市', sections: { 'citizen-life': testAbout.section } }
  for (const city of town.office.cities) {
    Object.assign(city, { settings })
    // The background may have read the settings of before.
    catalogueOf(town.office).changed(city.id)
  }
  const db = town.office.db.city<OfficeDb>('yanai')
  for (const definition of readDatasetFolder(path.resolve('.')).datasets) await addDataset(db, definition)
  const open = (browser: TestBrowser, to: string): Promise<TestPage> => browser.get(town.url('office', to))
  return {
    town,
    db,
    open,
    signedIn: async (number, role) => {
      const { cookie, staffId } = await staffSession(town.office, 'yanai', number)
      if (role !== undefined)
        await db.insertInto('role_grant').values({ staff_id: staffId, role, begins_on: '2026-04-01' }).execute()
      const [name = '', value = ''] = cookie.split('=')
      const browser = new TestBrowser()
      browser.cookies.set(name, value)
      return browser
    },
    upload: async (browser, to, name, bytes, action = `${to}/file`) => {
      const page = await open(browser, to)
      const form = page.forms().find((each) => each.action === action)
      if (!form) throw new Error(`No form on ${to}:\n${page.text.slice(0, 2000)}`)
      const body = new FormData()
      for (const [key, value] of Object.entries(form.hidden)) body.append(key, value)
      body.append('file', new File([new Uint8Array(bytes)], name))
      const answer = await fetch(town.url('office', action), {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: {
          cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
          origin: new URL(page.url).origin,
          'sec-fetch-site': 'same-origin',
        },
      })
      const location = answer.headers.get('location')
      return location === null
        ? new TestPage(page.url, answer.status, answer.headers, await answer.text())
        : open(browser, location)
    },
    sentRows: async (datasetId) => {
      const last = town.office.relay.sent.findLast(
        ({ payload }) => (payload as { datasetId?: string }).datasetId === datasetId,
      )
      if (!last) throw new Error(`Nothing went outward of ${datasetId}.`)
      const { content } = last.payload as unknown as { content: PublishedDataset }
      const rows: (readonly string[])[] = []
      const key = Buffer.from(content.file.key, 'base64')
      const packed = await town.office.files.get('yanai', content.file.address, key)
      for await (const page of unpackRows(packed, 100)) rows.push(...page)
      return { rows, content }
    },
  }
}

async function addDataset(db: Kysely<OfficeDb>, definition: DatasetDefinition): Promise<void> {
  await db
    .insertInto('dataset')
    .values({
      dataset_id: definition.id,
      uuid: randomUUID(),
      slug: `352128-${definition.file}`,
      definition: JSON.stringify(definition),
      about: JSON.stringify(testAbout),
      state: 'draft',
    })
    .execute()
}
