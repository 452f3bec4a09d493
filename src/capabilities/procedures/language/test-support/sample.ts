/** A small but whole procedure for tests: every part of the language once. `extra` replaces whole top-level keys. */
export function sampleProcedure(extra: Readonly<Record<string, string>> = {}): string {
  return Object.entries({ ...parts, ...extra })
    .filter(([, text]) => text !== '')
    .map(([key, text]) => `${key}:${text.startsWith('\n') ? text : ` ${text}`}`)
    .join('\n')
}

export const t = (ja: string): string => `{ ja: ${ja}, easy: ${ja}, en: text }`

const parts: Readonly<Record<string, string>> = {
  schema: '1',
  id: 'sample',
  kind: 'application',
  receiptPrefix: 'SM',
  name: t('見本を申請する'),
  officialName: '見本の申請',
  summary: t('見本です'),
  searchWords: '[見本]',
  topics: '[childcare]',
  lifeEvents: '[birth]',
  legalBasis: '[{ law: 見本法, article: 第1条 }]',
  owner: 'child-support',
  guide: `
  who: ${t('だれでも')}
  prepare: []
  minutes: 5
  fee: ${t('無料')}
  afterwards: []
  paper: ${t('紙でもできます')}
  counter: ${t('窓口でもできます')}`,
  filers: `[{ kind: self, label: ${t('本人')}, channels: [online] }]`,
  channels: '[online]',
  assurance: '{ accepted: [jpki-sign], signature: required, signer: applicant }',
  filingDeadline: `
  from: claim.eventOn
  fromLabel: ${t('生まれた日')}
  days: 15
  shiftToOpenDay: true
  article: 見本法第2条`,
  processing: '{ days: 30, counting: calendar-days, pausedBy: [correction] }',
  retention: '{ years: 5, from: fiscal-year-end }',
  registers: '[items]',
  settings: `
  monthly: { label: 月額, type: number, default: 10000 }`,
  conditions: `
  born: { label: 出生, is: claim.reason == 'birth' }
  hasSpouse: { label: 配偶者がいる, is: claim.spouse }`,
  values: `
  startMonth: { label: ${t('始まる月')}, type: month, is: "monthAfter(claim.eventOn, 1)", show: resident }
  ages: { label: ${t('年')}, type: number, each: children, is: "ageOn(item.birth, filing.today)" }
  rate: { label: ${t('率')}, type: number, each: children, table: rates, column: rate }
  total: { label: ${t('合計')}, type: money, is: sum(values.rate) * settings.monthly, show: resident }`,
  tables: `
  rates:
    label: 年齢ごとの率
    each: children
    inputs: { age: values.ages }
    versions:
      - from: "2024-10-01"
        source: 見本法
        rows:
          - { when: { age: "<3" }, then: { rate: 15 } }
          - { when: { age: 3..18 }, then: { rate: 10 } }
          - { when: { age: ">18" }, then: { rate: 0 } }`,
  pages: `
  - id: reason
    title: ${t('理由')}
    groups:
      - id: claim
        title: ${t('請求')}
        fields:
          - { id: reason, type: choice, label: ${t('理由')}, choices: [{ id: birth, label: ${t('出生')} }, { id: move-in, label: ${t('転入')} }] }
          - { id: eventOn, type: date, label: ${t('生まれた日')}, when: born, max: filing.today }
          - { id: spouse, type: yes-no, label: ${t('配偶者がいますか')} }
          - { id: note, type: long-text, label: ${t('メモ')}, required: false, maxLength: 20 }
  - id: spouse
    title: ${t('配偶者')}
    when: hasSpouse
    groups:
      - id: spouse
        title: ${t('配偶者')}
        fields:
          - { id: name, type: name, label: ${t('名前')} }
          - { id: kana, type: kana, label: ${t('フリガナ')} }
          - { id: income, type: money, label: ${t('所得')}, required: false }
  - id: children
    title: ${t('お子さん')}
    groups:
      - id: children
        title: ${t('お子さん')}
        repeat: { min: 1, max: 3, item: ${t('人目')}, add: ${t('足す')} }
        fields:
          - { id: birth, type: date, label: ${t('生年月日')} }
          - { id: apart, type: yes-no, label: ${t('別居')}, required: false }
          - { id: town, type: text, label: ${t('町')}, when: item.apart }
  - id: items
    title: ${t('もの')}
    groups:
      - id: items
        title: ${t('もの')}
        fields:
          - { id: chosen, type: register-choice, label: ${t('品')}, register: { id: items, quantity: true, where: entry.facts.tier != 'no' }, required: false, max: 5 }
          - { id: way, type: choice, label: ${t('受け取り方')}, choices: [{ id: portal, label: ${t('受信箱')} }, { id: post, label: ${t('郵送')} }] }`,
  rules: `
  - { id: within-15, when: born, must: "filing.filedOn <= deadlineDays(claim.eventOn, 15)", at: claim.eventOn, severity: warn, message: { ja: "{last}を過ぎています", easy: "{last}", en: "{last}" }, article: 見本法第2条, compares: { last: "deadlineDays(claim.eventOn, 15)" } }
  - { id: child-young, each: children, must: "ageOn(item.birth, filing.today) < 18", at: children.birth, severity: refuse, message: ${t('18歳未満のお子さんだけです')} }`,
  fee: `
  article: 見本条例別表
  payAt: before-decision
  methods: [cash]
  lines:
    - { id: base, label: ${t('基本')}, amount: "300" }
    - { id: each-child, label: ${t('ひとり分')}, each: children, when: item.apart, amount: "100" }`,
  delivery: '{ ways: [portal, post], field: items.way }',
  duplicates: `{ key: "claim.reason + '/' + text(size(children))", severity: warn, message: ${t('同じ申請があります')} }`,
  checklist: `
  - { id: in-time, label: 期限内, passes: "filing.filedOn <= deadlineDays(claim.eventOn, 15)", finding: "最終日 {deadlineDays(claim.eventOn, 15)}", article: 見本法第2条 }
  - { id: papers, label: 書類を見る }`,
  routing: `[{ when: hasSpouse, section: tax }]`,
  approval: '{ matter: allowance, amount: values.total }',
  outcomes: `
  - { id: approved, label: ${t('認定')}, result: approved, adverse: false, letter: notice }`,
  letters: `
  notice: { title: 認定通知書, template: letters/notice.typ, numbered: true, seal: omitted }`,
  exports: `
  - { id: list, label: 一覧, format: csv, encoding: utf-8-bom, columns: [{ header: 理由, value: claim.reason }, { header: 受付番号, value: kase.receiptNumber }, { header: 子, value: "children.map(c, c.birth)" }] }
  - { id: granted, label: 認定の一覧, format: csv, encoding: utf-8-bom, where: "kase.result == 'approved'", columns: [{ header: 理由, value: claim.reason }] }`,
  next: `[{ procedure: other, when: born, reason: ${t('つぎに')} }]`,
}

/** A form with the given fields in one group `a`, and nothing that refers to the sample's own form. */
export const formOf = (fields: string, extra: Record<string, string> = {}): Record<string, string> => ({
  pages: `\n  - id: p\n    title: ${t('ページ')}\n    groups:\n      - { id: a, title: ${t('まとまり')}, fields: [${fields}] }`,
  filingDeadline: '',
  conditions: '',
  values: '',
  tables: '',
  rules: '',
  registers: '',
  settings: '',
  routing: '',
  duplicates: '',
  exports: '',
  next: '',
  delivery: '{ ways: [portal] }',
  approval: '{ matter: x }',
  checklist: '[]',
  fee: '',
  ...extra,
})
