import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeXlsx } from '../../../platform/tabular/xlsx/write-xlsx.ts'
import type { TestBrowser, TestPage } from '../../identity/test-support/browser.ts'
import { draftPath, type OpenOffice, openOffice, sample } from '../test-support/open-office.ts'
import { messages } from './pages/messages.ja.ts'

let office: OpenOffice
let clerk: TestBrowser
let chief: TestBrowser
const dbOf = () => office.db
const open: OpenOffice['open'] = (...asked) => office.open(...asked)
const upload: OpenOffice['upload'] = (...asked) => office.upload(...asked)
const submit = (browser: TestBrowser, page: TestPage, action: string, fields: Record<string, string>) =>
  browser.submit(page, fields, action)

/** From an open draft without errors to its publication, with two people. */
async function publish(draft: string, note: string): Promise<TestPage> {
  const page = await open(clerk, `${draft}/publication`)
  const proposed = await submit(clerk, page, `${draft}/publication`, { do: 'propose', note })
  expect(proposed.text).toContain(messages.draft.done.proposed)
  return submit(chief, await open(chief, `${draft}/publication`), `${draft}/publication`, {
    do: 'approved',
    comment: '',
  })
}

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signedIn('S004', 'opendata')
  chief = await office.signedIn('S003', 'opendata-publication')
}, 120_000)
afterAll(() => office.town.close())

describe('the real file of 柳井市 from upload to publication', () => {
  test('is for those with the role', async () => {
    expect((await open(await office.signedIn('S001', undefined), '/datasets')).status).toBe(403)
    expect((await open(clerk, '/datasets')).text).toContain('観光施設一覧')
  })

  let draft = ''
  test('every problem is told by row and column; sure repairs are accepted at once', async () => {
    const page = await upload(clerk, '/datasets/tourism', 'tourism.csv', sample('352128_tourism.csv'))
    draft = draftPath(page)
    expect(page.text).toContain(messages.draft.parts)
    expect(page.text).toMatch(/位置が空/)
    const repaired = await submit(clerk, page, `${draft}/repairs`, { which: 'sure' })
    expect(repaired.text).toContain(messages.draft.done.repaired)
    expect(repaired.text).not.toContain('書き方だけの直し')
  })

  test('places are found by their address, town by town, and accepted by kind', async () => {
    const page = await open(clerk, draft)
    const form = page.forms().find(({ hidden }) => hidden.code === 'place-from-address')
    expect(form).toBeDefined()
    await clerk.post(office.town.url('office', `${draft}/repairs`), { ...form?.hidden, which: 'kind' })
    const rows = await dbOf().selectFrom('dataset_draft_row').select(['cells', 'problems']).orderBy('number').execute()
    expect(rows).toHaveLength(18)
    expect(JSON.stringify(rows[0]?.cells)).toContain('33.9')
  })

  test('a cell is edited; the second of two clerks is told', async () => {
    const number = (
      await dbOf().selectFrom('dataset_draft_row').select('number').orderBy('number').executeTakeFirstOrThrow()
    ).number
    const at = `${draft}/rows/${number}`
    const [mine, theirs] = [await open(clerk, at), await open(chief, at)]
    const saved = await submit(clerk, mine, at, { do: 'save', 'cell-name': '白壁の町並み（通り）' })
    expect(saved.text).toContain(messages.draft.done.row)
    const late = await submit(chief, theirs, at, { do: 'save', 'cell-name': 'ほか' })
    expect(late.status).toBe(422)
    expect(late.text).toContain('さんがこの下書きを変えました')
    // The same form again changes nothing and is no error.
    expect((await submit(clerk, mine, at, { do: 'save', 'cell-name': 'ちがう' })).text).toContain(
      messages.draft.done.row,
    )
    const row = await dbOf()
      .selectFrom('dataset_draft_row')
      .select('cells')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row.cells)).toContain('（通り）')
  })

  test('four eyes: errors block, the writer does not approve, approval publishes at once', async () => {
    let page = await open(clerk, draft)
    for (let left = 20; /エラーが/.test(page.text) && left > 0; left -= 1) {
      const row = await dbOf()
        .selectFrom('dataset_draft_row')
        .select(['number', 'problems'])
        .where((eb) => eb('problems', '@>', JSON.stringify([{ level: 'error' }])))
        .executeTakeFirst()
      if (!row) break
      const broken = (row.problems as unknown as { level: string; column: string }[]).filter(
        ({ level }) => level === 'error',
      )
      const fields = Object.fromEntries(broken.map(({ column }) => [`cell-${column}`, column === 'fee' ? '0' : '']))
      page = await submit(clerk, await open(clerk, `${draft}/rows/${row.number}`), `${draft}/rows/${row.number}`, {
        do: 'save',
        ...fields,
      })
      page = await open(clerk, draft)
    }
    const proposal = await open(clerk, `${draft}/publication`)
    const without = await submit(clerk, proposal, `${draft}/publication`, { do: 'propose', note: ' ' })
    expect(without.status).toBe(422)
    const published = await publish(draft, '令和8年の内容です')
    expect(published.text).toContain(messages.draft.done.approved)
    const { rows, content } = await office.sentRows('tourism')
    expect(rows).toHaveLength(18)
    expect(content.note).toBe('令和8年の内容です')
    expect(rows[0]?.join()).toContain('（通り）')
    // Nothing of the draft is left but its record.
    expect(await dbOf().selectFrom('dataset_draft_row').select('number').execute()).toEqual([])
    expect(published.text).toContain('公開を提案しました')
  })

  test('the next file: differences in words, sending back, giving up, withdrawal with a notice', async () => {
    const text = sample('352128_tourism.csv').toString('utf8')
    const lines = text.split(/\r?\n(?=\d{6},)/)
    const page = await upload(clerk, '/datasets/tourism', 'next.csv', Buffer.from(lines.slice(0, -1).join('\r\n')))
    const next = draftPath(page)
    const busy = await upload(chief, '/datasets/tourism', 'x.csv', Buffer.from('a'), `/datasets/tourism/file`).catch(
      (error: Error) => error,
    )
    expect(String(busy)).toContain('No form')
    const differences = await open(clerk, `${next}/differences`)
    expect(differences.text).toMatch(/1件がなくなります/)
    expect(differences.text).toContain('白壁の町並み')
    await submit(clerk, await open(clerk, next), `${next}/discard`, { sure: 'yes' })
    expect((await open(clerk, '/datasets/tourism')).text).toContain(messages.upload.title)

    const withdrawal = await open(chief, '/datasets/tourism/withdrawal')
    expect((await open(clerk, '/datasets/tourism/withdrawal')).text).toContain(messages.withdrawal.notAllowed)
    const gone = await submit(chief, withdrawal, '/datasets/tourism/withdrawal', { reason: '住所に誤りがあったため' })
    expect(gone.text).toContain(messages.draft.done.withdrawn)
    const last = office.town.office.relay.sent.at(-1)?.payload as { what?: string; content?: { reason: string } }
    expect(last).toMatchObject({ what: 'withdraw', content: { reason: '住所に誤りがあったため' } })
  })
})

describe('files as clerks have them', () => {
  test('another layout is matched on a screen, and remembered', async () => {
    const page = await upload(clerk, '/datasets/aed', 'saitama.csv', sample('saitama_aed_nonstandard.csv'))
    expect(page.path).toContain('/headers')
    expect(page.text).toContain('見出しが違うので')
    const draft = draftPath(page)
    const [headers = ''] = sample('saitama_aed_nonstandard.csv').toString('utf8').replace('\ufeff', '').split(/\r?\n/)
    const said = Object.fromEntries(headers.split(',').map((_, at) => [`c${at}`, 'skip']))
    const twice = await submit(clerk, page, `${draft}/headers`, { ...said, c0: 'name', c1: 'name' })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('2回選ばれています')
    const read = await submit(clerk, twice, `${draft}/headers`, {
      ...said,
      c0: 'name',
      c1: 'place',
      c3: 'address',
      c4: 'lat',
      c5: 'lon',
    })
    expect(read.text).toContain(messages.draft.done.matched)
    expect(read.text).toMatch(/IDがない/)
    await submit(clerk, await open(clerk, draft), `${draft}/discard`, { sure: 'yes' })
    const again = await upload(clerk, '/datasets/aed', 'again.csv', sample('saitama_aed_nonstandard.csv'))
    const layout = (
      await dbOf()
        .selectFrom('dataset_draft')
        .select('layout')
        .where('source_name', '=', 'again.csv')
        .executeTakeFirstOrThrow()
    ).layout as unknown as { matches: string[] }
    expect(layout.matches.slice(0, 2)).toEqual(['name', 'place'])
    await submit(clerk, await open(clerk, draftPath(again)), `${draftPath(again)}/discard`, { sure: 'yes' })
  })

  test('a workbook with a title, merged headers, dates and wrong places of every kind', async () => {
    const headers = ['AEDの一覧（令和8年12月1日）']
    const line = (id: string, name: string, lat: string, lon: string, address = '山口県柳井市南町一丁目10-2') =>
      `３５２１２８,${id},山口県,柳井市,${name},ﾔﾅｲ,${address},,${lat},${lon},受付,０８２０−２２−２１１１,,,,月～金,9時,17:00,,○,,`.split(
        ',',
      )
    const standard =
      '都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,住所,方書,緯度,経度,設置位置,電話番号,内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,小児対応設備の有無,URL,備考'.split(
        ',',
      )
    const rows = [
      [],
      standard,
      line('1', '市役所', '33.963829', '132.101634'),
      line('2', '逆', '132.101634', '33.963829'),
      line('3', '海の上', '33.70', '132.10'),
      line('4', '外国', '10.0', '20.0'),
      line('6', '日本測地系', '33.948738', '132.120783'),
      line('5', '五番', '33.963829', '132.101634'),
      line('5', '同じ番号', '33.963829', '132.101634'),
      line('', '番号なし', '', '', '山口県柳井市柳井津'),
      line('7', '#REF!', '33.96', ''),
      line('8', '=HYPERLINK("http://x")', '33.963829', '132.101634'),
      line('9', '123456789018', '33.963829', '132.101634'),
    ]
    const pieces: Buffer[] = []
    for await (const piece of writeXlsx([{ name: '一覧', headers, rows }])) pieces.push(piece)
    const page = await upload(clerk, '/datasets/aed', 'aed.xlsx', Buffer.concat(pieces))
    const draft = draftPath(page)
    expect(page.path).not.toContain('/headers')
    const found = await dbOf()
      .selectFrom('dataset_draft')
      .select('findings')
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    const codes = new Map(
      (found.findings as unknown as { code: string; count: number }[]).map(({ code, count }) => [code, count]),
    )
    for (const code of [
      'swapped',
      'outside-japan',
      'outside-city',
      'tokyo-datum',
      'duplicate-key',
      'key-missing',
      'place-from-address',
      'half-a-place',
      'spreadsheet-error',
      'formula',
      'individual-number',
      'writing',
    ])
      expect(codes.get(code), code).toBeGreaterThan(0)
    // The swapped pair is put right by its proposal.
    const two = await dbOf().selectFrom('dataset_draft_row').select(['number', 'problems']).orderBy('number').execute()
    const swapped = two.find(({ problems }) => JSON.stringify(problems).includes('swapped'))
    await submit(clerk, await open(clerk, `${draft}/rows/${swapped?.number}`), `${draft}/rows/${swapped?.number}`, {
      do: 'accept',
    })
    const right = await dbOf()
      .selectFrom('dataset_draft_row')
      .select('cells')
      .where('number', '=', swapped?.number ?? 0)
      .executeTakeFirstOrThrow()
    expect(right.cells).toEqual(expect.arrayContaining(['33.963829', '132.101634', '0820-22-2111', '09:00', '有']))
    // One row of the old datum: its own proposal, and the repair of the whole file, since a file is in one datum.
    const found2 = await open(clerk, `${draft}?code=tokyo-datum`)
    expect(found2.text).toContain('古い日本測地系の値のようです')
    expect(found2.text).toContain('33.952016 132.118288')
    const moved = await submit(clerk, found2, `${draft}/repairs`, { which: 'datum' })
    expect(moved.text).not.toContain('古い日本測地系の値のようです')
    const cells = (await dbOf().selectFrom('dataset_draft_row').select('cells').orderBy('number').execute()).map(
      (row) => (row.cells as string[]).join(),
    )
    expect(cells.find((row) => row.includes('日本測地系'))).toContain('33.952016,132.118288')
    // The row that was right before lies 430 m off now: it was said for the whole file.
    expect(cells.find((row) => row.includes('市役所'))).not.toContain('33.963829')
    expect(cells.find((row) => row.includes('番号なし'))).toContain(',,')
    await submit(clerk, await open(clerk, draft), `${draft}/discard`, { sure: 'yes' })
  })

  test.each<[string, string, RegExp]>([
    ['tourism', '131229_tourism_cp932.csv', /ほかの市のコード/],
    ['aed', '132195_aed.csv', /電話番号ではない/],
  ])('%s of another city (%s) is read, and what is wrong with it is said', async (dataset, file, said) => {
    const page = await upload(clerk, `/datasets/${dataset}`, file, sample(file))
    expect(page.text).toMatch(said)
    expect(page.text).toContain('書き方だけの直し')
    await submit(clerk, page, `${draftPath(page)}/discard`, { sure: 'yes' })
  })

  test.each<[string, Buffer, RegExp]>([
    ['empty.csv', Buffer.from('\ufeff\r\n'), /空です/],
    ['half.csv', Buffer.from('NO,名称,住所\r\n1,"柳井', 'utf8'), /閉じていません/],
    ['wide.csv', Buffer.from(`NO,名称${','.repeat(400)}\r\n1,2`), /列が多すぎます/],
    ['picture.csv', Buffer.from('89504e470d0a1a0a0000', 'hex'), /表のファイルではありません/],
    ['old.xls', Buffer.from(`d0cf11e0a1b11ae1${'00'.repeat(600)}`, 'hex'), /古い形式/],
    ['half.xlsx', Buffer.from('504b0304140008', 'hex'), /表のファイルではありません|壊れて/],
    ['bytes.csv', Buffer.from([0x82, 0xff, 0xfe, 0x00, 0x81]), /文字コード/],
  ])('%s is refused with a sentence, and leaves nothing', async (name, bytes, sentence) => {
    const before = await dbOf().selectFrom('dataset_draft').select('id').execute()
    const page = await upload(clerk, '/datasets/hospital', name, bytes)
    expect(page.status).toBe(422)
    expect(page.text).toMatch(sentence)
    expect(await dbOf().selectFrom('dataset_draft').select('id').execute()).toEqual(before)
  })

  test('a file that breaks off far below its header is said so, and nothing of it is kept', async () => {
    const head = 'NO,名称,名称_カナ,住所,設置位置\r\n'
    const page = await upload(
      clerk,
      '/datasets/aed',
      'broken.csv',
      Buffer.from(`${head}${'1,柳井,ヤナイ,柳井市,受付\r\n'.repeat(40)}2,"柳`),
    )
    const draft = draftPath(page)
    expect((await open(clerk, draft)).text).toMatch(/最後まで読めませんでした[^<]*閉じていません/)
    expect(await dbOf().selectFrom('dataset_draft_row').select('number').execute()).toEqual([])
    await submit(clerk, await open(clerk, draft), `${draft}/discard`, { sure: 'yes' })
  })
})

test('a new dataset out of a CSV: guessed, described, published, with the personal column left out', async () => {
  const csv = `施設名,住所,緯度,経度,収容台数,料金,担当者,更新日\r\n${Array.from({ length: 30 }, (_, n) => `駐輪場${n},柳井市南町${(n % 7) + 1}丁目,33.9638${10 + n},132.1016${10 + n},${n + 5},${n % 2 ? '有料' : '無料'},山田 太郎,令和8年11月${(n % 28) + 1}日`).join('\r\n')}\r\n`
  const page = await upload(clerk, '/datasets/new', '駐輪場.csv', Buffer.from(csv), '/datasets/new')
  const draft = draftPath(page)
  const typed = {
    id: 'bicycle-parking',
    titleJa: '駐輪場一覧',
    titleEasy: '自転車《じてんしゃ》',
    titleEn: 'Bicycle parking',
    summaryJa: '駐輪場の一覧です。',
    summaryEasy: '一覧《いちらん》です。',
    summaryEn: 'A list.',
    category: '運輸・観光',
    topic: 'tourism',
    update: 'annual',
    owner: 'citizen-life',
    licence: 'CC-BY-4.0',
    source: '柳井市',
    keywords: '駐輪場、自転車',
    key: '@new',
    label: 'name',
  }
  const columns = ['name', 'address', 'lat', 'lon', 'column_5', 'column_6', 'column_7', 'column_8']
  const kinds = ['text', 'text', 'latitude', 'longitude', 'integer', 'choice', 'text', 'date']
  columns.forEach((id, at) => {
    expect(page.text).toMatch(new RegExp(`id="id${at}"[^>]*value="${id}"|value="${id}"[^>]*id="id${at}"`))
    expect(page.text).toMatch(new RegExp(`id="kind${at}"[\\s\\S]*?<option[^>]*value="${kinds[at]}"[^>]*selected`))
  })
  expect(page.text).toContain('人の名前のようです')
  const chosen = Object.fromEntries(
    columns.flatMap((id, at) => [
      [`id${at}`, id],
      [`kind${at}`, kinds[at] ?? ''],
      [`title${at}`, `列${at}`],
      ...(at === 6 ? [] : [[`take${at}`, 'yes']]),
    ]),
  )
  const wrong = await submit(clerk, page, `${draft}/description`, { ...typed, ...chosen, id: 'aed', titleEn: '' })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('もう使われています')
  const made = await submit(clerk, wrong, `${draft}/description`, { ...typed, ...chosen })
  expect(made.text).toContain(messages.draft.done.described)
  await submit(clerk, await open(clerk, draft), `${draft}/repairs`, { which: 'all' })
  await publish(draft, 'はじめての公開です')
  const { rows, content } = await office.sentRows('bicycle-parking')
  expect(rows[0]).toEqual(['1', '駐輪場0', '柳井市南町1丁目', '33.963810', '132.101610', '5', '無料', '2026-11-01'])
  expect(content.slug).toBe('352128-bicycle_parking')
  expect(content.definition.geometry).toEqual({ lat: 'lat', lon: 'lon' })
  expect(JSON.stringify(content)).not.toContain('担当者')
})

test('a cell of what is published is put right without a file, and only that differs', async () => {
  const before = (await office.sentRows('bicycle-parking')).rows
  const path = '/datasets/bicycle-parking'
  const begun = await submit(clerk, await open(clerk, path), `${path}/copy`, {})
  const draft = draftPath(begun)
  expect(begun.path).toBe(`${draft}/rows`)
  expect((await open(clerk, `${draft}/differences`)).text).toContain(messages.differences.none)
  const [row] = await dbOf().selectFrom('dataset_draft_row').select('number').orderBy('number').limit(1).execute()
  const at = `${draft}/rows/${row?.number}`
  await submit(clerk, await open(clerk, at), at, { do: 'save', 'cell-column_5': '7' })
  expect((await open(clerk, `${draft}/differences`)).text).toContain(messages.differences.counts(0, 1, 0))
  // Where no route decides, it stands on the desk of whoever may, and among their own for who proposed it.
  await submit(clerk, await open(clerk, `${draft}/publication`), `${draft}/publication`, {
    do: 'propose',
    note: '待つ',
  })
  const desks = await Promise.all([clerk, chief].map((each) => open(each, '/approvals')))
  expect(desks.map(({ text }) => text.includes('承認か差し戻しを決める'))).toEqual([false, true])
  expect(desks.map(({ text }) => text.includes('ほかの人の承認を待っています'))).toEqual([true, false])
  expect(desks[1]?.text).toContain(`href="${draft}/publication"`)
  await submit(clerk, await open(clerk, `${draft}/publication`), `${draft}/publication`, { do: 'recalled' })
  await publish(draft, '台数を直しました')
  const after = (await office.sentRows('bicycle-parking')).rows
  expect(after).toEqual(before.map((cells, at) => (at === 0 ? cells.map((cell, i) => (i === 5 ? '7' : cell)) : cells)))
})

test('the header of a new dataset is another than the one that was found: its lines and its sheet are chosen', async () => {
  const sheet = [
    ['駐輪場', 'の一覧', ''],
    ['名称', '位置', ''],
    ['', '緯度', '経度'],
    ['南口', '33.9638', '132.1016'],
  ]
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx([
    { name: 'はじめに', headers: ['説明', '書いた人'], rows: [['ここは表ではありません', '総務課']] },
    { name: '一覧', headers: sheet[0] ?? [], rows: sheet.slice(1) },
  ]))
    pieces.push(piece)
  const page = await upload(clerk, '/datasets/new', 'parking.xlsx', Buffer.concat(pieces), '/datasets/new')
  const at = page.path
  expect(page.text).toContain('シート「はじめに」の1行目を見出しにしています')
  const wrong = await submit(clerk, page, at, { do: 'header', sheet: '一覧', first: '2', last: '9' })
  expect([wrong.status, wrong.text.includes('3行までにしてください')]).toEqual([422, true])
  const read = await submit(clerk, page, at, { do: 'header', sheet: '一覧', first: '２', last: '3' })
  for (const title of ['名称', '位置_緯度', '位置_経度']) expect(read.text).toContain(`value="${title}"`)
  expect(read.text).toMatch(/id="kind1"[\s\S]*?<option[^>]*value="latitude"[^>]*selected/)
  // A second press of the page before it is told, not done.
  expect((await submit(clerk, page, at, { do: 'header', sheet: '一覧', first: '1' })).status).toBe(422)
})
