import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestBrowser, TestPage } from '../../identity/test-support/browser.ts'
import { draftPath, type OpenOffice, openOffice } from '../test-support/open-office.ts'

let office: OpenOffice
let clerk: TestBrowser
const dbOf = () => office.db
const open: OpenOffice['open'] = (...asked) => office.open(...asked)
const upload: OpenOffice['upload'] = (...asked) => office.upload(...asked)
const submit = (browser: TestBrowser, page: TestPage, action: string, fields: Record<string, string>) =>
  browser.submit(page, fields, action)

beforeAll(async () => {
  office = await openOffice()
  clerk = await office.signedIn('S004', 'opendata')
}, 120_000)
afterAll(() => office.town.close())

test('the line of a row is drawn, listed, typed or replaced; a shape of several parts stays whole until it is replaced', async () => {
  const csv =
    'ID,名称,歩く時間,図形\r\nW1,川沿い,30,"LINESTRING (132.1012 33.9635, 132.105 33.965)"\r\n' +
    'W2,二つ,40,"MULTILINESTRING ((132.1 33.96, 132.11 33.96), (132.12 33.96, 132.13 33.96))"\r\n'
  const draft = draftPath(await upload(clerk, '/datasets/walking-course', 'course.csv', Buffer.from(csv)))
  const number = async (id: string): Promise<number> => {
    const rows = await dbOf().selectFrom('dataset_draft_row').select(['number', 'cells']).execute()
    return rows.find(({ cells }) => JSON.stringify(cells).includes(`"${id}"`))?.number ?? expect.fail(id)
  }
  const shape = async (id: string): Promise<string> => {
    const rows = await dbOf().selectFrom('dataset_draft_row').select(['cells']).execute()
    const row = rows.find(({ cells }) => JSON.stringify(cells).includes(`"${id}"`)) ?? expect.fail(id)
    return (row.cells as string[]).find((cell) => /STRING|POLYGON/.test(cell)) ?? ''
  }
  const at = `${draft}/rows/${await number('W1')}`
  const save = async (fields: Record<string, string>, to = at) =>
    submit(clerk, await open(clerk, to), to, { do: 'save', ...fields })
  const page = await open(clerk, at)
  expect(page.text).toMatch(/<map-shape[\s\S]*sketch-line[\s\S]*33\.9635, 132\.1012/)
  expect(page.text).toMatch(/いまは長さ 3\d\d mの線です（点2）/)
  const kind = { 'cell-shape.kind': 'line' }
  const wrong = await save({ ...kind, 'cell-shape.points': '33.9635, 132.1012\n柳井駅' })
  expect([wrong.status, wrong.text.includes('点の一覧の2行目が読めません')]).toEqual([422, true])
  const town = await save({
    ...kind,
    'cell-shape.points': '33.9635, 132.1012',
    'cell-shape.town': 't0',
    do: 'lookup:cell-shape',
  })
  expect(town.text).toMatch(/33\.9635, 132\.1012\n3[34]\.\d+, 13[12]\.\d+<\/textarea>/)
  await save({ ...kind, 'cell-shape.points': '33.9635, 132.1012\n33.964, 132.103\n33.965, 132.105' })
  expect(await shape('W1')).toBe('LINESTRING (132.1012 33.9635, 132.103 33.964, 132.105 33.965)')
  // What the cell itself has to say stands by its input; text takes the place of what was drawn.
  expect((await save({ ...kind, 'cell-shape.points': '33.9635, 132.1012' })).text).toContain('線には2つ以上')
  await save({ ...kind, 'cell-shape.points': '', 'cell-shape.text': 'LINESTRING (132.11 33.96, 132.12 33.97)' })
  expect(await shape('W1')).toBe('LINESTRING (132.11 33.96, 132.12 33.97)')
  // Other cells of a row whose shape is not drawn are changed without it.
  const second = `${draft}/rows/${await number('W2')}`
  const before = await shape('W2')
  expect((await open(clerk, second)).text).toMatch(/map-line[\s\S]*2つの部分でできている/)
  await save({ 'cell-name': '二つの道' }, second)
  expect(await shape('W2')).toBe(before)
})
