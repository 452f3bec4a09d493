import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBrowser, TestPage } from '../identity/test-support/browser.ts'
import type { TestTown } from '../identity/test-support/town.ts'
import { seedProcedures } from '../procedures/index.ts'
import { messages as computed } from './computed/messages.ja.ts'
import { messages as law } from './law/messages.ja.ts'
import { messages } from './messages.ja.ts'
import { fetchAs, signedIn, startDesignerTown } from './test-support/town.ts'

let town: TestTown
let writer: TestBrowser
let other: TestBrowser
const open = (browser: TestBrowser, to: string): Promise<TestPage> => browser.get(town.url('office', to))
const textOf = async (copy: string): Promise<string> =>
  (await (await fetchAs(town, writer, `${copy}/files/procedure.yaml`)).text()) as string

beforeAll(async () => {
  town = await startDesignerTown()
  writer = await signedIn(town, 'S004', 'procedures')
  other = await signedIn(town, 'S003', 'publication')
}, 120_000)
afterAll(() => town.close())

async function begun(procedure = 'dog-registration'): Promise<string> {
  const home = await open(writer, '/designer')
  const page = await writer.submit(home, {}, `/designer/procedures/${procedure}`)
  return page.path.replace('?done=begun', '')
}
const send = async (page: string, fields: Record<string, string>): Promise<TestPage> =>
  writer.submit(await open(writer, page), fields, page)

describe('computed values and conditions on screens', () => {
  it('are picked, said in a sentence, and used where conditions and fees are picked', async () => {
    const copy = await begun()
    const form = `${copy}/values/new?kind=later`
    const wrong = await send(form, { 'label.ja': '期限', day: 'nothing', count: 'x', unit: 'deadlineDays' })
    expect([wrong.status, wrong.text.includes(computed.form.problems.count)]).toEqual([422, true])
    const day = /<option value="(dog\.[a-zA-Z]+On)"/.exec(wrong.text)?.[1] ?? expect.fail('no day to pick')
    const saved = await writer.submit(
      wrong,
      { 'label.ja': '届け出の期限', day, count: '30', unit: 'deadlineDays', show: 'resident' },
      form,
    )
    expect(saved.text).toContain('の翌日から数えて30日目（閉庁日なら次の開庁日）')
    const text = await textOf(copy)
    expect(text).toContain(`is: "deadlineDays(${day}, 30)"`)
    const id = /(value\d+):/.exec(text)?.[1] ?? ''
    expect((await open(writer, copy)).text).toContain(messages.copy.noFindings)
    expect((await open(writer, `${copy}/rules/new`)).text).toContain(`values.${id}@today`)
    const condition = await send(`${copy}/values/new?kind=condition`, {
      label: '期限が過ぎた',
      'is.0.pick': `values.${id}@today`,
      'is.0.how': 'lt',
    })
    expect(condition.text).toContain('期限が過ぎた')
    expect(condition.text).toContain('「届け出の期限」が「今日」より前')
    expect((await open(writer, copy)).text).toContain(messages.copy.noFindings)
    const kept = await writer.submit(condition, { do: `remove:values.${id}` }, `${copy}/values`)
    expect([kept.status, kept.text.includes(computed.form.problems.used('届け出の期限'))]).toEqual([422, true])
    const changed = await send(`${copy}/values/values.${id}?kind=days`, {
      'label.ja': '届け出の期限',
      from: day,
      to: 'filing.filedOn',
      both: 'yes',
    })
    expect(changed.text).toContain('から「申請した日」までの日数 ＋ 1')
    expect(await textOf(copy)).toMatch(new RegExp(`${id}: .*type: number|${id}:[\\s\\S]*?type: number`))
    const gone = await writer.submit(changed, { do: 'remove:conditions.condition1' }, `${copy}/values`)
    expect(gone.text).not.toContain('期限が過ぎた')
  })

  it('of a law are shown and stay; what says more than can be picked stays as it is written', async () => {
    const copy = await begun('child-allowance-claim')
    const list = await open(writer, `${copy}/values`)
    expect(list.text).toContain('の翌日から数えて15日目')
    expect((await open(writer, `${copy}/values/values.fifteenthDay`)).status).toBe(404)
    expect((await open(writer, `${copy}/values/values.nothing`)).status).toBe(404)
    expect((await open(writer, `${copy}/values/new?kind=own2`)).status).toBe(404)
    const own = [...list.text.matchAll(/href="([^"]*\/values\/values\.\w+)"/g)].map(([, href = '']) => href)
    const before = await textOf(copy)
    for (const href of own.slice(0, 3)) {
      const form = await open(writer, href)
      if (!form.text.includes(computed.form.ownLead)) continue
      const label = /name="label\.ja"[^>]*value="([^"]*)"/.exec(form.text)?.[1] ?? ''
      await writer.submit(form, { 'label.ja': label, show: 'office' }, `${href}?kind=own`)
    }
    expect((await textOf(copy)).split('\n').filter((line) => line.includes(' is: '))).toEqual(
      before.split('\n').filter((line) => line.includes(' is: ')),
    )
  })
})

describe('what the office fills in with a result', () => {
  it('is added, ordered and taken away, with a value that follows and reasons to begin from', async () => {
    const copy = await begun()
    const list = await open(writer, `${copy}/letters`)
    const at = /href="([^"]*\/letters\/outcomes\/[\w-]+)"/.exec(list.text)?.[1] ?? expect.fail('no result')
    const before = (await textOf(copy)).split('\n').length
    const wrong = await send(`${at}/new`, { 'label.ja': '', type: 'choice', choices: '' })
    expect(wrong.status).toBe(422)
    await writer.submit(wrong, { 'label.ja': '大きさ', type: 'choice', choices: '大\n小', required: 'no' }, `${at}/new`)
    await send(`${at}/new`, { 'label.ja': '登録した日', type: 'date', required: 'yes' })
    const page = await open(writer, at)
    expect(page.text.indexOf('登録した日')).toBeGreaterThan(page.text.indexOf('大きさ'))
    expect((await writer.submit(page, { do: 'up:99' }, at)).status).toBe(404)
    const grounds = await writer.submit(
      page,
      { do: 'grounds', grounds: '要件に当たるため。\n書類がそろっているため。' },
      at,
    )
    expect(grounds.text).toContain('書類がそろっているため。')
    const last = [...grounds.text.matchAll(/value="remove:(\d+)"/g)].at(-1)?.[1] ?? ''
    const removed = await writer.submit(grounds, { do: `remove:${last}` }, at)
    expect(removed.text).not.toContain('登録した日')
    expect(removed.text).toContain('大きさ')
    expect((await open(writer, copy)).text).toContain(messages.copy.noFindings)
    expect((await textOf(copy)).split('\n').length).toBeGreaterThan(before)
    expect((await open(writer, `${copy}/letters/outcomes/nothing`)).status).toBe(404)
  })
})

describe('a table that several procedures share', () => {
  it('gets a new edition in one, which is then added to the others as working copies, once', async () => {
    await seedProcedures(town.office, 'yanai', { only: ['child-allowance-annual-status'] })
    const copy = await begun('child-allowance-claim')
    const before = await open(writer, `${copy}/law`)
    expect(before.text).toContain(law.shared.states.waits)
    expect(before.text).not.toContain(`${copy}/law/tables`)
    const source = '児童手当法（令和9年法律第12号による改正）'
    await send(`${copy}/tables/rates/new`, { from: '2027-04-01', source })
    const page = await open(writer, `${copy}/law`)
    expect(page.text).toContain(law.shared.states.missing)
    const made = await writer.submit(page, {}, `${copy}/law/tables`)
    expect(made.text).toContain(law.done.spread)
    expect(made.text).not.toContain(law.shared.states.missing)
    const there = /href="(\/designer\/copies\/[0-9a-f-]{36})"[^>]*>同じ版/.exec(made.text)?.[1] ?? ''
    expect(await textOf(there)).toContain(`source: ${JSON.stringify(source).replaceAll('"', '')}`)
    expect((await textOf(there)).startsWith('# ')).toBe((await textOf(copy)).startsWith('# '))
    // The same form again makes nothing anew.
    const again = await writer.submit(page, {}, `${copy}/law/tables`)
    expect(again.text.match(/同じ版の入った下書き/g)).toHaveLength(1)
  })
})

describe('a trial', () => {
  it('fills in an address by its postcode as the portal does', async () => {
    const copy = await begun()
    const walk = await open(writer, `${copy}/trial/walk`)
    const asked = { walked: 'owner', do: 'lookup:owner.address', 'owner.address.postcode': '742-0021' }
    const looked = await writer.submit(walk, asked, `${copy}/trial/walk?in=ja`)
    expect([looked.status, looked.text.includes('value="山口県"') || looked.text.includes('>山口県<')]).toEqual([
      200,
      true,
    ])
    expect(looked.text).toMatch(/柳井/)
    const nothing = await writer.submit(
      walk,
      { ...asked, 'owner.address.postcode': '000-0000' },
      `${copy}/trial/walk?in=ja`,
    )
    expect(nothing.text).toContain('この郵便番号の住所が見つかりません')
  })
})

describe('two people at once', () => {
  /** Every screen that writes: its page, where it sends to, and what somebody writes there. X is a result, Y a letter. */
  const screens: readonly (readonly [string, string, Record<string, string>])[] = [
    ['text', 'text', { source: 'id: 書きかけ' }],
    ['words', 'words', { 'name:ja': '書きかけ' }],
    ['pages', 'pages', { do: 'copy:pages.0.groups.0' }],
    ['add?what=page', 'add?what=page', { 'label.ja': '書きかけ', 'first.ja': '書きかけ', type: 'text' }],
    ['many', 'many', { list: '書きかけ', do: 'table' }],
    ['item?at=pages.0', 'item?at=pages.0', { 'label.ja': '書きかけ' }],
    ['rules/new', 'rules/new', { 'message.ja': '書きかけ', severity: 'warn' }],
    ['terms', 'terms', { days: '3', paused: 'paused', 'closedText.ja': '書きかけ' }],
    [
      'tables/new',
      'tables/new',
      { label: '書きかけ', 'result.ja': '書きかけ', type: 'money', from: '2027-04-01', source: '市' },
    ],
    ['fees/new', 'fees/new', { 'label.ja': '書きかけ', amount: 'typed', yen: '300' }],
    [
      'values/new?kind=terms',
      'values/new?kind=terms',
      { 'label.ja': '書きかけ', 'term.0.number': '1', 'term.1.number': '2', type: 'number' },
    ],
    ['values/new?kind=condition', 'values/new?kind=condition', { label: '書きかけ' }],
    ['letters/Y', 'letters/Y', { 'text.0': '書きかけ' }],
    ['letters/outcomes', 'letters/outcomes', { label: '書きかけ', result: 'accepted', remedies: 'none' }],
    ['letters/outcomes/X/new', 'letters/outcomes/X/new', { 'label.ja': '書きかけ', type: 'text' }],
    ['letters/outcomes/X', 'letters/outcomes/X', { do: 'grounds', grounds: '書きかけ' }],
    ['publication', 'publication', { holdsFrom: '2027-04-01', reason: '書きかけ' }],
    ['', 'restore', { number: '1' }],
    ['', 'undo', {}],
    ['', 'discard', {}],
  ]

  it('tell the second on every screen that writes, keep what was typed, and change nothing', async () => {
    const copy = await begun()
    await save(copy, 1)
    const list = await open(other, `${copy}/letters`)
    const outcome = /letters\/outcomes\/([\w-]+)"/.exec(list.text)?.[1] ?? ''
    const letter = /letters\/(?!new|outcomes)([\w-]+)"/.exec(list.text)?.[1] ?? ''
    const here = (part: string): string =>
      `${copy}${part === '' ? '' : `/${part.replace('X', outcome).replace('Y', letter)}`}`
    const opened = new Map<string, TestPage>()
    for (const [from] of screens) if (!opened.has(from)) opened.set(from, await open(other, here(from)))
    await save(copy, 2)
    const after = await textOf(copy)
    const wrong: string[] = []
    for (const [from, to, fields] of screens) {
      const page = opened.get(from) ?? expect.fail(from)
      const hidden = page.forms().find((form) => form.hidden.seen !== undefined)?.hidden
      if (hidden === undefined) expect.fail(`${from}: ${page.status}`)
      const { csrf = '', seen = '' } = hidden
      const told = await other.post(town.url('office', here(to)), {
        csrf,
        seen,
        requestKey: crypto.randomUUID(),
        ...fields,
      })
      const typed = Object.values(fields).includes('書きかけ')
      if (told.status !== 422 && to !== 'many') wrong.push(`${to}: ${told.status} ${told.path}`)
      // What has to be put right first comes back as filled from the older save: whoever sends it again is told then.
      else if (!told.text.includes('（保存3）') && !told.text.includes('name="seen" value="2"'))
        wrong.push(`${to}: not told`)
      else if (typed && !told.text.includes('書きかけ')) wrong.push(`${to}: what was typed is lost`)
    }
    expect(wrong).toEqual([])
    expect(await textOf(copy)).toBe(after)
  })

  it('is the same where a law has changed', async () => {
    const copy = await begun('child-allowance-claim')
    const place = `${copy}/law/part?key=${encodeURIComponent('filingDeadline/days')}`
    const theirs = await open(other, place)
    await save(copy, 1)
    const told = await other.submit(theirs, { 'number.0': '20', act: '令和9年法律第12号' }, place)
    expect([told.status, told.text.includes('令和9年法律第12号')]).toEqual([422, true])
  })

  it('read what they had written when its place is gone', async () => {
    const copy = await begun()
    await send(`${copy}/values/new?kind=terms`, {
      'label.ja': '合計',
      'term.0.number': '1',
      'term.1.number': '2',
      type: 'number',
    })
    const form = /values\.value\d+/.exec((await open(other, `${copy}/values`)).text)?.[0] ?? ''
    const theirs = await open(other, `${copy}/values/${form}`)
    await writer.submit(await open(writer, `${copy}/values`), { do: `remove:${form}` }, `${copy}/values`)
    const told = await other.submit(
      theirs,
      { 'label.ja': '書きかけの名前', show: 'office' },
      `${copy}/values/${form}?kind=terms`,
    )
    expect([told.status, told.text.includes('書きかけの名前'), told.text.includes(messages.lostPlace.title)]).toEqual([
      422,
      true,
      true,
    ])
  })

  async function save(copy: string, minutes: number): Promise<void> {
    const source = (await textOf(copy)).replace(/minutes: \d+/, `minutes: ${minutes + 20}`)
    expect((await send(`${copy}/text`, { source })).text).toContain(messages.copy.done.saved)
  }
})
