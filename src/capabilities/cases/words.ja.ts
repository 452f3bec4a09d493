import type { TagTone } from '../../design/index.ts'
import type { CaseState } from './rules/states.ts'

/** Words of cases that several screens share. One thing has one name from portal to letter. */
export const caseWords = {
  states: {
    submitted: '申請済',
    received: '受付済',
    reviewing: '審査中',
    correction: '補正待ち',
    consulting: '照会・協議中',
    'awaiting-payment': '納付待ち',
    approving: '決裁待ち',
    decided: '決定',
    notified: '通知済',
    completed: '完了',
    withdrawn: '取下げ',
    cancelled: '取消',
    expired: '期限切れ',
  } satisfies Record<CaseState, string>,
  tones: {
    submitted: 'wrong',
    received: 'calm',
    reviewing: 'done',
    correction: 'soon',
    consulting: 'soon',
    'awaiting-payment': 'soon',
    approving: 'plain',
    decided: 'done',
    notified: 'done',
    completed: 'done',
    withdrawn: 'calm',
    cancelled: 'calm',
    expired: 'calm',
  } satisfies Record<CaseState, TagTone>,
  channels: { online: 'オンライン', api: '連携システム', counter: '窓口', post: '郵送', agent: '代理' } as Readonly<
    Record<string, string>
  >,
  /** 「連携システム（見本不動産）」: which system it came through. */
  through: (channel: string, client: string): string => `${channel}（${client}）`,
  results: {
    approved: '認める',
    'partially-approved': '一部を認める',
    rejected: '認めない',
    dismissed: '却下',
    accepted: '受理',
  } as Readonly<Record<string, string>>,
  deliveries: { portal: '受信箱', post: '郵送', counter: '窓口で渡す' } as Readonly<Record<string, string>>,
  nobody: '担当なし',
  clockPaused: '停止中',
  clockEnded: { decided: '決定済み', ended: '終了' },
  daysLeft: (left: number): string => (left < 0 ? `${-left}日超過` : left === 0 ? 'きょうまで' : `あと${left}日`),
  yen: (amount: number): string => `${amount.toLocaleString('ja-JP')}円`,
  site: '受付審査',
  back: '受付審査',
}
