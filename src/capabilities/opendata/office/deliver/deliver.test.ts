import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testFolder } from '../../../../../test/support/folder.ts'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { TestBrowser, TestPage } from '../../../identity/test-support/browser.ts'
import { acceptDelivery } from '../../public/deliver/accept-delivery.ts'
import { type DeliveryNews, onDeliveryNews, receiveDeliveryNews } from '../../public/deliver/delivery-news.ts'
import { findDelivery } from '../../public/deliver/find-delivery.ts'
import { type OpenOffice, openOffice } from '../../test-support/open-office.ts'
import { draftTurn } from '../draft/work.ts'
import { sweepDatasets } from '../sweep.ts'
import { emptyDatasetInbox } from './folder.ts'
import { takeDeliveries } from './robot.ts'
import { tellDeliveries } from './tell.ts'

let office: OpenOffice
let clerk: TestBrowser
let chief: TestBrowser
const dbOf = () => office.db
const open: OpenOffice['open'] = (...asked) => office.open(...asked)
const submit = (browser: TestBrowser, page: TestPage, action: string, fields: Record<string, string>) =>
  browser.submit(page, fields, action)

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signedIn('S004', 'opendata')
  chief = await office.signedIn('S003', 'opendata-publication')
}, 120_000)
afterAll(() => office.town.close())

describe('what nobody brings by hand', () => {
  const csv = (rows: number, more = '') =>
    `NO,名称,名称_カナ,住所,設置位置,緯度,経度\r\n${Array.from({ length: rows }, (_, n) => `W${n},名${n},ナ,山口県柳井市柳井,受付,33.9638,132.1016\r\n`).join('')}${more}`

  test('a folder: taken once, proposed; published alone only where allowed and nothing is to be said', async () => {
    const inbox = testFolder('dataset-inbox')
    const folder = path.join(inbox, 'yanai', 'aed')
    mkdirSync(folder, { recursive: true })
    const services = { ...office.town.office, config: { ...office.town.office.config, datasetInbox: inbox } }
    const deliver = async (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text)
      const moved = await emptyDatasetInbox(services, 'yanai')
      while ((await draftTurn(services, 'yanai')).more);
      return moved
    }
    const draft = async (name: string) =>
      dbOf()
        .selectFrom('dataset_draft')
        .select(['state', 'way', 'row_count'])
        .where('source_name', '=', name)
        .executeTakeFirst()
    const versions = async () =>
      (await dbOf().selectFrom('dataset_version').select('number').where('dataset_id', '=', 'aed').execute()).length
    symlinkSync('/etc/passwd', path.join(folder, 'link.csv'))
    writeFileSync(path.join(folder, 'half.csv.part'), 'x')
    expect(await deliver('1.csv', csv(10))).toBe(1)
    expect(await draft('1.csv')).toMatchObject({ state: 'proposed', way: 'folder', row_count: 10 })
    // A proposal waits for its decision; the next file waits too.
    expect(await deliver('2.csv', csv(11))).toBe(0)
    await dbOf().updateTable('dataset').set({ automatic: true }).where('dataset_id', '=', 'aed').execute()
    const id = (
      await dbOf().selectFrom('dataset_draft').select('id').where('state', '=', 'proposed').executeTakeFirstOrThrow()
    ).id
    await submit(chief, await open(chief, `/datasets/drafts/${id}/publication`), `/datasets/drafts/${id}/publication`, {
      do: 'approved',
    })
    expect(await versions()).toBe(1)
    expect(await deliver('3.csv', csv(11))).toBe(2)
    expect(await versions()).toBe(2)
    expect((await office.sentRows('aed')).rows).toHaveLength(11)
    // Half of the rows gone is for a person, an error as well; a file that is none goes aside with the reason.
    await deliver('4.csv', csv(5))
    expect([await versions(), (await draft('4.csv'))?.state]).toEqual([2, 'proposed'])
    await dbOf().updateTable('dataset_draft').set({ state: 'discarded' }).where('state', '=', 'proposed').execute()
    await deliver('5.csv', csv(11, 'W0,二つ目,ナ,山口県柳井市柳井,受付,33.9638,132.1016\r\n'))
    expect([await versions(), (await draft('5.csv'))?.state]).toEqual([2, 'open'])
    await deliver('6.csv', 'あ,い\r\n1,2\r\n')
    expect(readdirSync(path.join(folder, 'refused')).some((name) => name.endsWith('6.csv.txt'))).toBe(true)
    expect(readdirSync(folder)).toContain('link.csv')
  })

  test('a partner system: known datasets of its sections only, a table only; in the office a draft like any other', async () => {
    const { internet, office: zone } = office.town
    const db = internet.db.city<InternetDb>('yanai')
    const { definition } = await dbOf()
      .selectFrom('dataset')
      .select('definition')
      .where('dataset_id', '=', 'aed')
      .executeTakeFirstOrThrow()
    const row = { dataset_id: 'aed', uuid: randomUUID(), slug: '352128-aed', state: 'published' as const, about: '{}' }
    const at = new Date('2026-11-24T01:00:00Z')
    await db
      .insertInto('open_dataset')
      .values({ ...row, definition: JSON.stringify(definition), created_at: at, modified_at: at })
      .execute()
    const bring = (more: object, text = csv(12)) =>
      acceptDelivery(internet, 'yanai', {
        datasetId: 'aed',
        clientId: 'facilities',
        client: '施設システム',
        sections: undefined,
        name: 'aed.csv',
        bytes: Buffer.from(text),
        at,
        ...more,
      })
    expect(await bring({ datasetId: 'No Such' })).toEqual({ ok: false, refusal: 'unknown' })
    expect(await bring({ sections: ['tax'] })).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await bring({}, 'a,b\r\n1,"2')).toEqual({ ok: false, refusal: 'file', reason: 'quote-open', line: 2 })
    expect(internet.relay.sent).toEqual([])
    expect(await bring({ sections: ['citizen-life'] })).toMatchObject({ ok: true })
    const sent = internet.relay.sent.at(-1)
    const address = sent?.files?.[0] ?? ''
    await zone.files.putCiphertext('yanai', address, await internet.files.getCiphertext('yanai', address))
    // The relay may say it twice.
    for (const _ of [1, 2])
      await dbOf()
        .transaction()
        .execute((trx) =>
          zone.relay.deliver(trx as never, {
            header: { kind: 'dataset-delivery', cityId: 'yanai' } as never,
            payload: sent?.payload,
          }),
        )
    await dbOf().updateTable('dataset_draft').set({ state: 'discarded' }).where('state', '=', 'open').execute()
    expect(await takeDeliveries(zone, 'yanai')).toBe(1)
    while ((await draftTurn(zone, 'yanai')).more);
    expect((await open(clerk, '/datasets/aed')).text).toContain('施設システム')
    expect((await office.sentRows('aed')).rows).toHaveLength(12)
    // What ended is kept for the days that are set; what goes on, what was published and the evidence stay for good.
    const counts = async () => {
      const [acts, deliveries, drafts, versions, events] = await Promise.all(
        (['dataset_act', 'dataset_delivery', 'dataset_draft', 'dataset_version', 'event'] as const).map(async (table) =>
          Number(
            (
              await dbOf()
                .selectFrom(table)
                .select(({ fn }) => fn.countAll().as('n'))
                .executeTakeFirstOrThrow()
            ).n,
          ),
        ),
      )
      return { acts, deliveries, drafts, versions, events }
    }
    const days = (count: number) => new Date(zone.clock.now().getTime() + count * 86_400_000)
    await dbOf()
      .updateTable('dataset_draft')
      .set({ state: 'proposed' })
      .where('id', '=', (query) =>
        query.selectFrom('dataset_draft').select('id').where('source_name', '=', '5.csv').limit(1),
      )
      .execute()
    // The clock of the test stands still.
    await dbOf()
      .updateTable('dataset_draft')
      .set({ begun_at: days(-1) })
      .where('source_name', '!=', 'aed.csv')
      .execute()
    const before = await counts()
    await sweepDatasets(zone, 'yanai', days(1090))
    expect(await counts()).toEqual(before)
    for (const _ of [1, 2]) await sweepDatasets(zone, 'yanai', days(1100))
    const after = await counts()
    expect(after).toMatchObject({ deliveries: 0, versions: before.versions, events: before.events })
    const left = await dbOf().selectFrom('dataset_draft').select(['source_name', 'state']).orderBy('begun_at').execute()
    expect(left).toEqual([
      { source_name: '5.csv', state: 'proposed' },
      { source_name: 'aed.csv', state: 'published' },
    ])
    expect(await dbOf().selectFrom('dataset_act').select('draft_id').distinct().execute()).toHaveLength(1)
  })

  test('a partner system asks what became of it: of a dataset that is not published yet as well', async () => {
    const { internet, office: zone } = office.town
    receiveDeliveryNews(internet)
    const news: DeliveryNews[] = []
    onDeliveryNews(internet, async (_trx, each) => void news.push(each))
    const at = new Date('2026-11-24T02:00:00Z')
    const seen = new Map([internet.relay, zone.relay].map((relay) => [relay, relay.sent.length]))
    const fresh = (relay: typeof zone.relay) => {
      const from = seen.get(relay) ?? 0
      seen.set(relay, relay.sent.length)
      return relay.sent.slice(from)
    }
    /** Inward with what was brought, through the background, and outward with what the office says. */
    const pass = async (): Promise<void> => {
      for (const { kind, payload, files = [] } of fresh(internet.relay)) {
        for (const address of files)
          await zone.files.putCiphertext('yanai', address, await internet.files.getCiphertext('yanai', address))
        await dbOf()
          .transaction()
          .execute((trx) => zone.relay.deliver(trx as never, { header: { kind, cityId: 'yanai' } as never, payload }))
      }
      while ((await takeDeliveries(zone, 'yanai')) > 0);
      while ((await draftTurn(zone, 'yanai')).more);
      await tellDeliveries(zone, 'yanai')
      for (const { kind, payload } of fresh(zone.relay))
        if (kind === 'dataset-delivery-news')
          await internet.db
            .city<InternetDb>('yanai')
            .transaction()
            .execute((trx) =>
              internet.relay.deliver(trx as never, { header: { kind, cityId: 'yanai' } as never, payload }),
            )
    }
    let brought = 0
    const bring = async (datasetId: string, text: string, sections?: readonly string[]) => {
      brought += 1000
      const outcome = await acceptDelivery(internet, 'yanai', {
        datasetId,
        clientId: 'facilities',
        client: '施設システム',
        sections,
        name: `${datasetId}.csv`,
        bytes: Buffer.from(text),
        at: new Date(at.getTime() + brought),
      })
      return outcome.ok ? outcome : expect.fail(JSON.stringify(outcome))
    }
    const reportOf = async (datasetId: string, deliveryId: string, clientId = 'facilities') =>
      (await findDelivery(internet, 'yanai', { clientId, datasetId, deliveryId }))?.report
    const toilet = '名称,名称_カナ,所在地_連結表記,設置位置,緯度,経度\r\n'
    const [headers, broken, good] = [
      `トイレの名まえ,${toilet}`.replace('名称,', ''),
      `ID,${toilet}T1,駅前,エキマエ,山口県柳井市中央一丁目,1階,33.9658,132.1102\r\nT1,同じ,オナジ,山口県柳井市中央一丁目,1階,33.9658,132.1102\r\n`,
      `ID,${toilet}T1,駅前,エキマエ,山口県柳井市中央一丁目,1階,33.9658,132.1102\r\n`,
    ]
    // Not published, of another section, and none at all: the office says so.
    const foreign = await bring('public-toilet', good, ['tax'])
    const nothing = await bring('no-such-dataset', good)
    await pass()
    expect(await reportOf('public-toilet', foreign.deliveryId)).toEqual({ state: 'refused', reason: 'not-allowed' })
    expect(await reportOf('no-such-dataset', nothing.deliveryId)).toEqual({ state: 'refused', reason: 'no-dataset' })
    // Headers that nobody confirmed wait for a clerk; the next file takes its place.
    const odd = await bring('public-toilet', `${headers}駅前,エキマエ,山口県柳井市中央一丁目,1階,33.9658,132.1102\r\n`)
    expect(await reportOf('public-toilet', odd.deliveryId)).toEqual({ state: 'received' })
    await pass()
    expect(await reportOf('public-toilet', odd.deliveryId)).toEqual({ state: 'problems', reason: 'headers' })
    const wrong = await bring('public-toilet', broken)
    expect(await bring('public-toilet', broken)).toMatchObject({ deliveryId: wrong.deliveryId, repeated: true })
    await pass()
    expect(await reportOf('public-toilet', odd.deliveryId)).toEqual({ state: 'given-up' })
    expect(await reportOf('public-toilet', wrong.deliveryId)).toMatchObject({
      state: 'problems',
      rows: 2,
      problems: expect.arrayContaining([expect.objectContaining({ code: 'duplicate-key', level: 'error' })]),
    })
    const right = await bring('public-toilet', good)
    await pass()
    expect(await reportOf('public-toilet', right.deliveryId)).toMatchObject({
      state: 'awaiting-approval',
      changes: { added: 1, changed: 0, removed: 0 },
    })
    const { id } = await dbOf()
      .selectFrom('dataset_draft')
      .select('id')
      .where('state', '=', 'proposed')
      .where('dataset_id', '=', 'public-toilet')
      .executeTakeFirstOrThrow()
    const page = await open(chief, `/datasets/drafts/${id}/publication`)
    await submit(chief, page, `/datasets/drafts/${id}/publication`, { do: 'approved' })
    await pass()
    expect(await reportOf('public-toilet', right.deliveryId)).toMatchObject({ state: 'published', version: 1 })
    // Nobody else's, and told once for each state.
    expect(await reportOf('public-toilet', right.deliveryId, 'another')).toBeUndefined()
    await pass()
    expect(news.filter(({ deliveryId }) => deliveryId === right.deliveryId).map(({ report }) => report.state)).toEqual([
      'awaiting-approval',
      'published',
    ])
  })
})
