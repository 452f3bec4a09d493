/** One procedure from the search to the letter: who, with what answers, who decides what. */
export interface Story {
  readonly procedure: string
  readonly title: string
  /** What somebody types into the search. */
  readonly word: string
  readonly example: string
  readonly card?: string
  readonly email?: string
  readonly clerk: string
  /** Answer path that the clerk asks to be put right, and what the resident then types, by form name. */
  readonly correction?: {
    readonly path: string
    readonly reason: string
    readonly typed: Readonly<Record<string, string>>
  }
  readonly fee?: number
  readonly outcome: string
  readonly fields: Readonly<Record<string, string>>
  readonly grounds: string
  /** Approvers in order, with what each does. */
  readonly acts: readonly { readonly who: string; readonly act: string; readonly comment?: string }[]
  readonly delivery: 'portal' | 'post' | 'counter'
  /** Words that the resident reads in the end. */
  readonly result: string
}

export const stories: readonly Story[] = [
  {
    procedure: 'child-allowance-claim',
    title: '児童手当',
    word: 'じどうてあて',
    example: '01-birth-in-time',
    card: 'hanako',
    clerk: 'A001',
    correction: {
      path: 'contact.phone',
      reason: '昼間に話せる番号を入れてください',
      typed: { 'contact.phone': '080-0000-1111' },
    },
    outcome: 'approved',
    fields: { recognitionNumber: '8-0001' },
    grounds: '',
    acts: [
      { who: 'A002', act: 'send-back', comment: '口座を確かめてください' },
      { who: 'A002', act: 'approve' },
      { who: 'A012', act: 'approve' },
      { who: 'A003', act: 'decide' },
    ],
    delivery: 'portal',
    result: '認定する',
  },
  {
    procedure: 'ltc-certification-new',
    title: '要支援認定',
    word: '介護',
    example: '01-first-class',
    card: 'yoshiko',
    clerk: 'A011',
    outcome: 'certified',
    fields: { level: 'care-1', months: '6' },
    grounds: '介護認定審査会の審査及び判定の結果による。',
    acts: [
      { who: 'A013', act: 'approve' },
      { who: 'A012', act: 'decide' },
    ],
    delivery: 'post',
    result: '認定する',
  },
  {
    procedure: 'disaster-damage-certificate',
    title: '罹災証明書',
    word: 'りさいしょうめい',
    example: '01-flooded-house',
    card: 'masaru',
    clerk: 'A021',
    outcome: 'certified',
    fields: { issueNumber: '8-罹-1', depthCm: '45', externalForce: 'no', causeText: '令和8年9月11日の大雨による' },
    grounds: '写真による判定に基づく。',
    acts: [
      { who: 'A023', act: 'approve' },
      { who: 'A022', act: 'decide' },
    ],
    delivery: 'post',
    result: '罹災証明書を交付する',
  },
  {
    procedure: 'bulky-waste',
    title: '粗大ごみ',
    word: 'そだいごみ',
    example: '01-two-chairs-and-table',
    email: 'bulky@example.jp',
    clerk: 'A031',
    fee: 1500,
    outcome: 'booked',
    fields: {},
    grounds: '',
    acts: [{ who: 'A033', act: 'decide' }],
    delivery: 'portal',
    result: '収集する',
  },
  {
    procedure: 'dog-registration',
    title: '犬の登録',
    word: '犬',
    example: '01-new-with-shot',
    email: 'dog@example.jp',
    clerk: 'A031',
    fee: 3550,
    outcome: 'registered',
    fields: { number: '1001', vaccinationNumber: '2001' },
    grounds: '',
    acts: [{ who: 'A033', act: 'decide' }],
    delivery: 'counter',
    result: '登録・交付する',
  },
  {
    procedure: 'event-registration',
    title: 'イベント',
    word: '講座',
    example: '01-bread-with-child',
    email: 'event@example.jp',
    clerk: 'A041',
    correction: {
      path: 'contact.phone',
      reason: '当日に連絡できる番号を入れてください',
      typed: { 'contact.phone': '090-0000-2222' },
    },
    fee: 1600,
    outcome: 'confirmed',
    fields: { seat: '12' },
    grounds: '',
    acts: [{ who: 'A043', act: 'decide' }],
    delivery: 'portal',
    result: '参加を決定する',
  },
]
