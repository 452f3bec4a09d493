import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readAll } from '../src/capabilities/procedures/seeds/folder.ts'
import { createTypesetter } from '../src/platform/typesetter/typesetter.ts'

/** The letters that belong to no procedure: 取消し・撤回 and the hearing before it, in every variant that the law knows. */
const root = path.resolve(import.meta.dirname)
const typesetter = createTypesetter()
afterAll(() => typesetter.close())

const read = async (folder: string, to: string) =>
  (await readAll(path.join(root, folder), '.typ')).map(({ name, text }) => [`${to}/${name}`, text] as const)
const sources = Object.fromEntries([
  ...(await read('_letters', '/procedures/_letters')),
  ...(await read('_letters/general', '/procedures/sample/general')),
])

const cancellation = {
  kind: 'annulment',
  adverse: true,
  law: 'act',
  way: 'hearing',
  exemption: '',
  outcome: '許可する',
  originalOn: '令和8年4月1日',
  originalNumber: '8柳市第3号',
  effectiveOn: '令和8年4月1日',
  basis: '見本法第5条',
  facts: '申請書の添付書類に、事実と異なる記載があったため。',
  authority: '',
  heardOn: '令和8年12月20日',
  answerOn: '令和8年12月18日',
  time: '10:00',
  place: '市役所　3階　会議室',
  office: '山口県柳井市南町1-1',
}
const amendment = {
  outcome: '支給する',
  originalOn: '令和8年12月1日',
  originalNumber: '8柳市第3号',
  items: [
    { where: '支給開始年月', wrong: '令和8年2月', right: '令和9年2月' },
    { where: '宛名', wrong: '柳本　花予', right: '柳本　花子' },
  ],
  reason: '請求書の記載を写し誤ったため（請求書で確認）。',
  authority: '',
}
const data = (changes: object) => ({
  city: { name: '柳井市（デモ）', mayor: '柳井市長　見本 太郎', section: '見本課', phone: '0820-00-0000' },
  letter: {
    title: '通知書',
    number: '8柳市第12号',
    date: '令和8年12月21日',
    seal: 'omitted',
    demo: true,
    photo: false,
  },
  recipient: { name: '柳本　花子', postcode: '7420031', addressLines: ['山口県柳井市南町999-1'] },
  case: { receiptNumber: 'KJ-R8-000001-7', filedOn: '令和8年3月22日', procedure: '見本の申請' },
  grounds: '要件を満たしていなかったため（見本法第5条）。',
  remedies: { appealTo: '山口県知事', appealFirst: false, defendant: 'city' },
  cancellation: { ...cancellation, ...changes },
  amendment: { ...amendment, ...changes },
})

const variants = [
  ['hearing-notice', {}],
  ['hearing-notice', { law: 'ordinance', kind: 'revocation', effectiveOn: '令和9年4月1日' }],
  ['explanation-notice', { way: 'explanation' }],
  ['explanation-notice', { way: 'explanation', law: 'ordinance', originalNumber: '' }],
  ['cancellation-notice', {}],
  ['cancellation-notice', { adverse: false, way: 'none', again: true }],
  ['amendment-notice', {}],
  ['amendment-notice', { originalNumber: '', authority: '柳井市教育委員会' }],
  ['cancellation-notice', { kind: 'revocation', way: 'explanation', authority: '柳井市選挙管理委員会' }],
  ...['urgent', 'qualification', 'money', 'slight', 'excluded'].map(
    (exemption) => ['cancellation-notice', { way: 'none', exemption }] as const,
  ),
  ['cancellation-notice', { adverse: false, way: 'none', originalNumber: '' }],
] as const

describe('the general letters', () => {
  it.each(variants)('%s is set with %o', async (name, changes) => {
    const main = `/procedures/sample/general/${name}.typ`
    const at = new Date('2026-12-21T00:00:00Z')
    const result = await typesetter.set({ sources, main, data: data(changes), at })
    expect(result, JSON.stringify(result).slice(0, 600)).toMatchObject({ ok: true })
    if (result.ok) expect(result.pages).toBeLessThanOrEqual(2)
  })
})
