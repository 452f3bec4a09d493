import { expect, test } from 'vitest'
import type { CityFacts, Filing, KnownCase } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { followUpTargetProblems } from '../language/follow-up-targets.ts'
import { loadProcedure } from '../language/load.ts'
import { sampleProcedure, t } from '../language/test-support/sample.ts'
import { compile } from './compile.ts'
import { decidedFieldsRead } from './follow-ups.ts'

const word = (text: string) => `{ ja: ${text}, easy: ${text}, en: text }`
const page = (fields: string) => `
  - id: first
    title: ${t('はじめ')}
    groups:
      - id: owner
        title: ${t('持ち主')}
        fields:
          - { id: name, type: name, label: ${t('名前')} }
          - { id: number, type: individual-number, label: ${t('番号')} }
          - { id: agreed, type: consent, label: ${t('同意')}, consent: { version: 2026-04, text: ${t('同意します')} } }
          - { id: paper, type: file, label: ${t('書類')}, accept: [pdf] }
          - { id: kind, type: choice, label: ${t('種類')}, choices: [${fields}] }
      - id: dogs
        title: ${t('犬')}
        repeat: { min: 1, max: 2, item: ${t('犬')}, add: ${t('足す')} }
        fields:
          - { id: name, type: text, label: ${t('名前')}, maxLength: 8 }
          - { id: chip, type: text, label: ${t('番号')}, pattern: microchip }
      - id: permit
        title: ${t('許可')}
        fields:
          - { id: number, type: text, label: ${t('番号')}, required: false }
          - { id: until, type: date, label: ${t('いつまで')}, required: false }`
const emptied = Object.fromEntries(
  ['filingDeadline', 'registers', 'settings', 'conditions', 'values', 'tables', 'rules', 'fee', 'capacity'].map(
    (key) => [key, ''],
  ),
)
const office = {
  legalBasis: '[{ law: 番号法, article: 第9条 }]',
  duplicates: '',
  routing: '',
  exports: '',
  next: '',
  checklist: `[{ id: seen, label: 確かめた }]`,
  approval: '{ matter: m }',
  delivery: '{ ways: [portal] }',
  letters: '{ l: { title: 通知, template: letters/l.typ, numbered: true, seal: none } }',
  outcomes: `
  - id: granted
    label: ${t('許可')}
    result: approved
    adverse: false
    letter: l
    fields: [{ id: until, type: date, label: ${t('いつまで')} }, { id: secret, type: text, required: false, label: ${t('内部')} }]
  - { id: refused, label: ${t('不許可')}, result: rejected, adverse: true, letter: l, remedies: none }`,
}
const followUps = `
  - id: renewal
    procedure: second
    when: kase.decided.until != null
    from: "addDays(kase.decided.until, -60)"
    until: kase.decided.until
    reason: ${word('続けるとき')}
    carry: { owner: owner, dogs: dogs }
    set: { permit.number: kase.documentNumber, permit.until: kase.decided.until }
  - { id: change, procedure: second, after: [filed], reason: ${word('変えるとき')}, carry: { owner.kind: owner.kind } }`
const ids = (...choices: string[]) => choices.map((id) => `{ id: ${id}, label: ${t(id)} }`).join(', ')
const first = (extra: Record<string, string> = {}) =>
  loadProcedure(
    sampleProcedure({ ...emptied, ...office, id: 'first', pages: page(ids('a', 'b')), followUps, ...extra }),
  )
const second = loadProcedure(sampleProcedure({ ...emptied, ...office, id: 'second', pages: page(ids('b', 'c')) }))

const filing: Filing = {
  today: '2026-11-20',
  filedOn: '2026-11-20',
  channel: 'online',
  filer: 'self',
  assurance: 'jpki-sign',
}
const city: CityFacts = { settings: {}, register: () => [], isClosedDay: () => false }
const answers: Answers = {
  owner: {
    name: { family: '見本', given: '花子' },
    number: { sealed: 'x', version: 1 } as never,
    agreed: { agreed: true, version: '2026-04' },
    paper: [{ fileId: 'f', name: 'a.pdf', mediaType: 'application/pdf', bytes: 1, sha256: '0', how: 'attached' }],
    kind: 'a',
  },
  dogs: [{ name: 'コタロウ', chip: '392145000000001' }, { name: 'ハナ' }],
}
const decision = (until?: string): NonNullable<KnownCase['decision']> => ({
  outcomeId: 'granted',
  decidedOn: '2026-11-25',
  documentNumber: '見本第1号',
  fields: until === undefined ? {} : { until },
})

test('what is offered hangs on the decision, its window, and whether there is one', () => {
  const { definition, findings } = first()
  expect(findings.map(({ sentence }) => sentence)).toEqual([])
  const procedure = compile(definition ?? expect.fail(), 'a')
  const offered = (known: object, today = filing.today) =>
    procedure
      .followUps({ receiptNumber: 'SM-1', ...known }, answers, { ...filing, today }, city)
      .map(({ followUp, from, until }) => [followUp.id, from, until].filter((each) => each !== undefined).join(' '))
  expect(offered({})).toEqual(['change'])
  expect(offered({ decision: decision('2027-05-31') })).toEqual(['renewal 2027-04-01 2027-05-31', 'change'])
  expect(offered({ decision: decision('2027-05-31') }, '2027-06-01')).toEqual(['change'])
  expect(offered({ decision: decision() })).toEqual(['change'])
  expect(offered({ decision: { ...decision('2027-05-31'), outcomeId: 'refused' } })).toEqual([])
})

test('answers go on where the other field takes them; numbers, consents and papers never do', () => {
  const procedure = compile(first().definition ?? expect.fail(), 'a')
  const target = compile(second.definition ?? expect.fail(), 'b')
  const known = { receiptNumber: 'SM-1', decision: decision('2027-05-31') }
  const [renewal, change] = procedure.followUps(known, answers, filing, city)
  const begun = renewal?.begins(target, filing.today, city, () => true) ?? expect.fail()
  expect(Object.fromEntries(begun)).toEqual({
    'owner.name': { family: '見本', given: '花子' },
    dogs: [{ name: 'コタロウ', chip: '392145000000001' }, { name: 'ハナ' }],
    'permit.number': '見本第1号',
    'permit.until': '2027-05-31',
  })
  expect(JSON.stringify([...begun])).not.toMatch(/sealed|agreed|fileId/)
  // The choice that was made is none of the other procedure.
  expect(change?.begins(target, filing.today, city, () => true).size).toBe(0)
  expect(renewal?.begins(target, filing.today, city, ({ id }) => id !== 'owner').has('owner.name')).toBe(false)
  expect([...decidedFieldsRead(procedure.definition.followUps ?? [])]).toEqual(['until'])
})

test('what leads nowhere is said in the file, and of the other procedure once both are known', () => {
  const broken = first({
    followUps: `
  - { id: a, procedure: second, after: [granted, no-such], reason: ${word('x')}, carry: { owner: ownr, owner.name: owner.number, permit: owner.name } }
  - { id: a, procedure: second, when: kase.decided.nothing == null, reason: ${word('x')}, set: { permit.until: owner.nothing } }`,
  })
  const said = broken.findings.map(({ sentence }) => sentence).join('\n')
  for (const words of [
    '結果「no-such」はありません',
    '引き継ぐ答え「ownr」はありません。「owner」のことですか',
    '「owner.number」は引き継げません',
    'まとまりからまとまりへか、項目から項目へ',
    '続きの届出「a」が2回あります',
    '「decided」に「nothing」はありません',
    '「nothing」はありません',
  ])
    expect(said).toContain(words)

  const all = (extra: string) => {
    const one = first({ followUps: extra }).definition ?? expect.fail()
    const known = new Map([
      ['first', one],
      ['second', second.definition],
    ])
    return followUpTargetProblems(one, known).map(({ sentence }) => sentence)
  }
  expect(all(followUps)).toEqual([])
  expect(all(`\n  - { id: a, procedure: secnd, reason: ${word('x')} }`)).toEqual([
    '手続「secnd」はありません。「second」のことですか',
  ])
  expect(
    all(
      `\n  - { id: a, procedure: second, reason: ${word('x')}, carry: { ownr: owner, dogs: owner, permit: owner, permit.until: owner.kind }, set: { owner.kind: "'a'", owner.number: "'1'", nowhere.x: "'1'" } }`,
    ),
  ).toEqual([
    '「second」に、まとまり「ownr」はありません',
    '「owner」と「second」の「dogs」は、くり返しのしかたが違います',
    '「owner」から「second」の「permit」へ引き継げる項目が、ひとつもありません',
    '「owner.kind」と「second」の「permit.until」は、種類の違う項目です',
    '「owner.kind」に、選択肢「a」はありません。「b」のことですか',
    '「second」の「owner.number」は、式から入れられない項目です',
    '「second」に、答えの場所「nowhere.x」はありません',
  ])
})
