import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testFolder } from '../../../test/support/folder.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { createSequencer, type Sequencer } from '../../platform/evidence/sequencer.ts'
import { pdf } from '../../platform/files/testing/sample-files.ts'
import { type Browser, exampleAnswers, hiddenOf, testWorld, type World } from '../cases/test-support/world.ts'
import { catalogueOf } from '../procedures/index.ts'
import { intake } from './index.ts'
import { loadManifest } from './manifest/load.ts'
import { importFile, tryFile } from './run/import-file.ts'
import { emptyInbox } from './run/inbox.ts'
import { type Intake, intakeOf } from './run/intake.ts'
import { receive } from './run/receive.ts'
import { eraseSettled } from './run/settle.ts'
import { intakeTurn } from './run/turn.ts'
import { openRow } from './store/box.ts'
import { shippedManifests } from './store/manifests.ts'
import { csvOf, itemsCsvOf } from './test-support/delivered.ts'
import { toSender } from './test-support/to-sender.ts'
import { zipOf } from './test-support/zip.ts'

let world: World
let work: Intake
let clerk: Browser
let sequencer: Sequencer | undefined
const evidence = (): Sequencer => {
  sequencer ??= createSequencer(world.services)
  return sequencer
}
beforeAll(async () => {
  world = await testWorld(['ltc-copay-cert-reissue'])
  work = intakeOf(world.services)
  clerk = world.browser('clerk', [intake])
  // What can't be proven is not done: without it the office stops after a minute.
  await evidence().start()
})
afterAll(async () => {
  await sequencer?.stop()
  await world.close()
})

const db = () => world.services.db.city<OfficeDb>('yanai')
const manifestOf = (id: string) => {
  const known = shippedManifests(path.resolve('.')).find(({ manifest }) => manifest.id === id)
  if (!known) throw new Error(id)
  return known
}
const dogRow = async (number: string, changes: Record<string, string> = {}) => {
  const { manifest } = manifestOf('form-csv')
  const one = manifest.procedures.find(({ procedure }) => procedure === 'dog-registration')
  const procedure = (await catalogueOf(world.services).current('yanai')).find(
    ({ definition }) => definition.id === 'dog-registration',
  )
  if (!one || !procedure) throw new Error('no dogs')
  const cells = toSender(one, procedure, exampleAnswers('dog-registration', '01-new-with-shot.yaml'))
  const all = { 受付番号: number, 送信日時: '2026/11/20 21:15:00', フォーム名: one.code ?? '', ...changes }
  for (const [name, text] of Object.entries(all)) cells.set(name, text)
  return cells
}
const csv = (...rows: ReadonlyMap<string, string>[]) => Buffer.from(`\ufeff${csvOf(...rows)}`)
const asked = (bytes: Uint8Array, manifestId = 'form-csv', fileName = 'answers.csv') => ({
  cityId: 'yanai',
  manifestId,
  fileName,
  bytes,
})
const take = async (bytes: Uint8Array, manifestId?: string, fileName?: string) => {
  const outcome = await importFile(world.services, asked(bytes, manifestId, fileName), async () => {})
  if (!outcome.ok) throw new Error(outcome.sentence)
  return outcome.report
}
const caseOf = async (number: string) =>
  db()
    .selectFrom('case_origin as o')
    .innerJoin('case_file as c', 'c.id', 'o.case_id')
    .selectAll('c')
    .select(['o.sha256', 'o.box as origin_box', 'o.source'])
    .where('o.sender_number', '=', number)
    .executeTakeFirstOrThrow()
const casesCount = async () =>
  Number(
    (
      await db()
        .selectFrom('case_file')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )
const upload = async (manifest: string, files: readonly (readonly [string, Uint8Array])[]) => {
  const html = await (await clerk.get('/intake')).text()
  const form = new FormData()
  for (const [name, value] of hiddenOf(html, '/intake')) form.append(name, value)
  form.append('manifest', manifest)
  for (const [name, bytes] of files) form.append('files', new File([new Uint8Array(bytes)], name))
  return clerk.upload('/intake', form)
}
const untilIdle = async () => {
  while ((await intakeTurn(work, 'yanai')).more);
}

describe('a list of another service', () => {
  it('is looked through, then becomes cases with the sender’s moment of arrival, and shows where they came from', async () => {
    const faulty = await dogRow('A-2', { '犬／生まれた日（分からないときは、だいたいの日）': '令和8年13月45日' })
    const answer = await upload('form-csv', [
      ['answers.csv', csv(await dogRow('A-1'), faulty, await dogRow(''), await dogRow('A-1'))],
    ])
    expect(answer.status).toBe(303)
    const address = answer.headers.get('location') ?? ''
    expect(await (await clerk.get(address)).text()).toContain('確かめています')
    const before = await casesCount()
    await untilIdle()
    const html = await (await clerk.get(address)).text()
    for (const words of ['取り込みを待っています', '受付番号が空です', '2件を取り込む', '取り込み済み', '読み取れない'])
      expect(html).toContain(words)
    expect(await casesCount()).toBe(before)
    expect((await clerk.submit(address, address, { do: 'take' })).status).toBe(303)
    await untilIdle()
    const row = await caseOf('A-1')
    expect(row).toMatchObject({
      channel: 'partner-csv',
      state: 'received',
      procedure_id: 'dog-registration',
      fee_total: 3550,
    })
    expect(row.receipt_number).toMatch(/^IN-R8-9\d{5}-\d$/)
    expect(row.arrived_at.toISOString()).toBe('2026-11-20T12:15:00.000Z')
    const page = await (await clerk.get(`/cases/${row.id}`)).text()
    for (const words of ['取り込みの元', 'A-1', 'answers.csv（2行目）', 'ほかの電子申請', '葛󠄀城'])
      expect(page).toContain(words)
    const second = await (await clerk.get(`/cases/${(await caseOf('A-2')).id}`)).text()
    for (const words of ['読み取れなかったところ、合わないところ', '令和8年13月45日', '補正を依頼する'])
      expect(second).toContain(words)
    const rows = await db().selectFrom('intake_row').select(['outcome', 'box']).where('outcome', '=', 'made').execute()
    expect(rows.every(({ box }) => box === null)).toBe(true)
  })

  it('makes nothing twice; a changed resend is told with the questions that differ, and settled by hand', async () => {
    await take(csv(await dogRow('B-1')))
    const before = await casesCount()
    expect((await take(csv(await dogRow('B-1')))).counts).toMatchObject({ known: 1, made: 0 })
    const changed = await take(csv(await dogRow('B-1', { '犬／犬の名前': 'ハチ' })))
    expect(changed.counts).toMatchObject({ differs: 1, made: 0 })
    expect(await casesCount()).toBe(before)
    const address = `/intake/files/${changed.batchId}`
    const html = await (await clerk.get(address)).text()
    expect(html).toContain('次のところが違います。上書きはしていません：犬の名前')
    expect((await clerk.submit(address, `${address}/rows/2`, { note: '' })).status).toBe(422)
    expect((await clerk.submit(address, `${address}/rows/2`, { note: '電話で確かめた' })).status).toBe(303)
    expect(await (await clerk.get(address)).text()).toContain('対応済み　青木')
    world.services.clock.advance(366 * 86_400_000)
    expect(await eraseSettled(work, 'yanai')).toBeGreaterThan(0)
    world.services.clock.advance(-366 * 86_400_000)
    const [row] = await db()
      .selectFrom('intake_row')
      .select('box')
      .where('batch_id', '=', changed.batchId ?? '')
      .execute()
    expect(row?.box).toBeNull()
  })

  it('goes on where it was stopped: killed in the middle, every row is one case', { timeout: 120_000 }, async () => {
    const rows = await Promise.all(Array.from({ length: 42 }, (_, n) => dogRow(`K-${n}`)))
    const by = { kind: 'system', id: 'command', name: 'コマンド' } as const
    const given = { cityId: 'yanai', known: manifestOf('form-csv'), fileName: 'k.csv', bytes: csv(...rows), by }
    const { batchId } = await receive(work, { ...given, way: 'command' })
    await intakeTurn(work, 'yanai')
    // Broken off at the end of the second transaction, when everything is written: as when the process is gone.
    const { relay } = work.services
    const sendAll = relay.sendAll.bind(relay)
    let calls = 0
    const sending = vi.spyOn(relay, 'sendAll').mockImplementation((trx, messages) => {
      calls += 1
      return calls === 1 ? sendAll(trx, messages) : Promise.reject(new Error('killed'))
    })
    await expect(intakeTurn(work, 'yanai')).rejects.toThrow('killed')
    sending.mockRestore()
    const half = await db()
      .selectFrom('intake_row')
      .select('case_id')
      .where('batch_id', '=', batchId)
      .where('outcome', '=', 'made')
      .execute()
    expect([17, 25]).toContain(half.length)
    expect(
      (await db().selectFrom('case_origin').select('case_id').where('sender_number', 'like', 'K-%').execute()).length,
    ).toBe(half.length)
    // Two processes at work, one of them the command, which is given the same file again.
    const [again] = await Promise.all([take(given.bytes, 'form-csv', 'k.csv'), untilIdle()])
    expect(again).toMatchObject({ batchId, counts: { made: 42, known: 0 } })
    const made = await db()
      .selectFrom('intake_row')
      .select('case_id')
      .where('batch_id', '=', batchId)
      .where('outcome', '=', 'made')
      .execute()
    expect(new Set(made.map(({ case_id }) => case_id)).size).toBe(42)
    expect(
      (await db().selectFrom('case_origin').select('case_id').where('sender_number', 'like', 'K-%').execute()).length,
    ).toBe(42)
  })

  it('is told row by row without keeping anything, when only tried', async () => {
    const before = await db().selectFrom('intake_batch').select('id').execute()
    const outcome = await tryFile(
      world.services,
      asked(csv(await dogRow('T-1'), await dogRow('T-2', { 送信日時: 'きのう' }))),
    )
    expect(outcome).toMatchObject({ ok: true, report: { counts: { faulty: 1, unreadable: 1 } } })
    expect(JSON.stringify(outcome)).toContain('届いた日時「きのう」が読み取れません')
    expect(await db().selectFrom('intake_batch').select('id').execute()).toHaveLength(before.length)
    expect(await tryFile(world.services, asked(csv(await dogRow('T-1')), 'nothing'))).toMatchObject({ ok: false })
  })
})

describe('a package', () => {
  it('becomes a case with its attachments; the ZIP is kept byte for byte', async () => {
    const { manifest } = manifestOf('pittari')
    const one = manifest.procedures.find(({ procedure }) => procedure === 'ltc-copay-cert-reissue')
    const procedure = (await catalogueOf(world.services).current('yanai')).find(
      ({ definition }) => definition.id === one?.procedure,
    )
    if (!one || !procedure) throw new Error('no procedure')
    const cells = toSender(one, procedure, exampleAnswers('ltc-copay-cert-reissue', '01-lost-at-home.yaml'))
    cells.set('到達日時', '2026-11-20T21:15:00+09:00').set('手続ID', one.code ?? '')
    const zip = zipOf([
      ['申請データ.csv', itemsCsvOf(cells)],
      ['添付/本人確認.pdf', pdf()],
      ['添付/手順.exe', 'MZ…'],
      ['申請書様式.pdf', pdf()],
      ['署名.p7s', 'sig'],
    ])
    expect((await take(zip, 'pittari', '2026112000017.zip')).counts).toMatchObject({ made: 1 })
    const row = await caseOf('2026112000017')
    expect(row).toMatchObject({ channel: 'pittari', source: 'pittari', state: 'received' })
    const page = await (await clerk.get(`/cases/${row.id}`)).text()
    for (const words of [
      'ぴったりサービス',
      '本人確認.pdf',
      '手順.exe',
      '原本の ZIP',
      'SHA-256',
      '署名のファイルが付いています',
    ])
      expect(page).toContain(words)
    const original = await clerk.get(`/cases/${row.id}/original`)
    expect(original.headers.get('content-disposition')).toContain('attachment')
    expect(Buffer.from(await original.arrayBuffer()).equals(zip)).toBe(true)
    expect((await world.browser('neighbour', [intake]).get(`/cases/${row.id}/original`)).status).toBe(404)
    expect((await take(zip, 'pittari', '2026112000017.zip')).counts).toMatchObject({ known: 1 })
  })
})

describe('the inbox', () => {
  it('takes complete files, moves them, and says why one is refused', async () => {
    const inbox = testFolder('inbox')
    const folder = path.join(inbox, 'yanai', 'form-csv')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'a.csv.part'), csv(await dogRow('I-1')))
    writeFileSync(path.join(folder, 'broken.csv'), '受付番号,送信日時,フォーム名\r\n"1,2')
    const watched: Intake = { ...work, services: { ...work.services, config: { ...work.services.config, inbox } } }
    expect(await emptyInbox(watched, 'yanai')).toBe(1)
    renameSync(path.join(folder, 'a.csv.part'), path.join(folder, 'a.csv'))
    expect(await emptyInbox(watched, 'yanai')).toBe(1)
    await untilIdle()
    expect((await caseOf('I-1')).channel).toBe('partner-csv')
    expect(readdirSync(path.join(folder, 'done'))).toHaveLength(1)
    const refused = readdirSync(path.join(folder, 'refused')).sort()
    expect(readFileSync(path.join(folder, 'refused', refused[1] ?? ''), 'utf8')).toContain('閉じていません')
  })
})

describe('who may', () => {
  it('is who takes applications in, for files of the own section', async () => {
    const { batchId } = await take(csv(await dogRow('W-1')))
    expect((await world.browser('newcomer', [intake]).get('/intake')).status).toBe(403)
    expect((await world.browser('neighbour', [intake]).get(`/intake/files/${batchId}`)).status).toBe(404)
    expect((await world.browser('nobody', [intake]).get('/intake')).status).toBe(303)
  })
})

describe('a manifest from a sample', () => {
  it('matches headings by name, is confirmed, kept, and reads the file', async () => {
    const html = await (await clerk.get('/intake/manifests/new')).text()
    const form = new FormData()
    for (const [name, value] of hiddenOf(html, '/intake/manifests/new')) form.append(name, value)
    const sample = '受付番号,送信日時,申請の種類,犬の名前,飼い主の氏名,ひとこと\r\n'
    form.append('name', '犬の窓口フォーム')
    form.append('procedure', 'dog-registration')
    form.append('file', new File([sample], 'sample.csv'))
    const matched = await (await clerk.upload('/intake/manifests/new', form)).text()
    expect(matched).toMatch(/「犬の名前」の列[\s\S]*?value="dog\.name" selected/)
    const columns = ['number', 'arrivedAt', '', 'dog.name', 'owner.name', '']
    const post = [
      ...hiddenOf(matched, '/intake/manifests'),
      ...columns.map((use) => ['use', use] as const),
      ['filer', 'self'] as const,
    ]
    const saved = await clerk.post('/intake/manifests', post)
    expect(saved.status).toBe(303)
    const address = (saved.headers.get('location') ?? '').replace('?done=saved', '')
    const yaml = await (await clerk.get(`${address}/manifest.yaml`)).text()
    const { manifest } = loadManifest(yaml, 'own')
    expect(manifest).toMatchObject({
      name: '犬の窓口フォーム',
      version: 1,
      procedures: [{ fields: [{ to: 'dog.name' }, { to: 'owner.name' }] }],
    })
    const report = await take(
      Buffer.from(`${sample}M-1,2026/11/20 10:00,,ポチ,見本　太郎,よろしく\r\n`),
      manifest?.id,
      'x.csv',
    )
    expect(report.counts).toMatchObject({ made: 1 })
    const broken = await clerk.submit(address, address, { source: yaml.replace('dog.name', 'dog.nam') })
    expect(broken.status).toBe(422)
    expect(await broken.text()).toMatch(/\d+行目：.*dog\.nam/)
    const next = yaml.replace('version: 1', 'version: 2').replace('"ひとこと"', '"ひとこと"')
    expect((await clerk.submit(address, address, { source: next })).status).toBe(303)
    expect((await clerk.submit(address, address, { source: next })).status).toBe(422)
  })
})

it('a row of which no case can be made waits for the hand, and those behind it go on; 個人番号 is not kept', async () => {
  const [first, second] = [await dogRow('P-1'), await dogRow('P-2')]
  // 12 digits with a right check digit, in a column that says what it is, and in one that does not.
  for (const cells of [first, second]) {
    cells.set('本人のマイナンバー', '１２３４-５６７８-９０１８')
    cells.set('整理番号', '123456789018')
  }
  const broken = {
    ...work,
    cases: {
      ...work.cases,
      take: ((cityId, given, by, then) => {
        if (given.some(({ senderNumber }) => senderNumber === 'P-1')) throw new Error('it can’t be written')
        return work.cases.take(cityId, given, by, then)
      }) as typeof work.cases.take,
    },
  }
  const outcomes = async () =>
    (
      await db().selectFrom('intake_row').select('outcome').where('batch_id', '=', batchId).orderBy('number').execute()
    ).map(({ outcome }) => outcome)
  const known = manifestOf('form-csv')
  const by = { kind: 'system', id: 'test', name: 'test' } as const
  const { batchId } = await receive(work, {
    cityId: 'yanai',
    known,
    fileName: 'answers.csv',
    bytes: csv(first, second),
    way: 'command',
    by,
  })
  const kept = await db().selectFrom('intake_row').selectAll().where('batch_id', '=', batchId).execute()
  for (const row of kept) {
    if (row.box === null) throw new Error('no box')
    const cells = new Map(openRow(world.services.keys, 'yanai', batchId, row.number, row.box).cells)
    expect(cells.get('本人のマイナンバー')).toBe('（個人番号のため、取り込みませんでした）')
    expect(cells.get('整理番号')).toBe('123456789018')
  }
  // What stumbles once may be the machine's fault: the file goes on with the others, and it is tried again.
  while ((await intakeTurn(work, 'yanai')).more && (await outcomes()).includes('unchecked'));
  const others = async () => (await outcomes()).join()
  expect(await others()).toBe('faulty,faulty')
  await expect(intakeTurn(broken, 'yanai')).rejects.toThrow('can’t be written')
  expect(await others()).toBe('faulty,made')
  for (let turn = 0; turn < 18; turn += 1) await intakeTurn(broken, 'yanai').catch(() => undefined)
  expect(await others()).toBe('faulty,made')
  while ((await intakeTurn(broken, 'yanai')).more);
  const rows = await db()
    .selectFrom('intake_row')
    .select(['number', 'outcome'])
    .where('batch_id', '=', batchId)
    .orderBy('number')
    .execute()
  expect(rows.map(({ outcome }) => outcome)).toEqual(['unreadable', 'made'])
})
