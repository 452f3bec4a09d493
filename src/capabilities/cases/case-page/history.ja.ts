import { placesMessages } from '../places/messages.ja.ts'
import type { CaseEventType } from '../rules/states.ts'
import { caseWords } from '../words.ja.ts'

/** What a sentence of the history may be made of. Absent texts are empty, absent numbers are 0. */
export interface EventFacts {
  readonly actorKind: string
  /** Label of the outcome that the event names. */
  readonly outcome: string
  code(name: string): string
  number(name: string): number
  text(name: string): string
  list(name: string): readonly string[]
}

type Sentence = string | ((event: EventFacts) => string)

const about = (text: string): string => (text === '' ? '' : `（${text}）`)
const quoted = (texts: readonly string[]): string => texts.map((each) => `「${each}」`).join('')
/** A word with its particle; neither when the word was erased. */
const particle = (word: string, after: string): string => (word === '' ? '' : `${word}${after}`)
const way = (event: EventFacts): string => about(caseWords.deliveries[event.code('way')] ?? '')
const check = (event: EventFacts): string => `点検${quoted([event.text('label')].filter((label) => label !== ''))}`
const absent = (event: EventFacts): string => {
  const away = event.text('absent')
  return away === '' ? '' : `（代決、${away} 不在）`
}

const marks: Readonly<Record<string, string>> = {
  pass: 'を適合にした',
  fail: 'を不適合にした',
  clear: 'の印を取り消した',
}
const acts: Readonly<Record<string, string>> = {
  approve: '承認した',
  concur: '合議で異議なしとした',
  object: '合議で異議ありとした',
  hold: '決裁を保留した',
  resume: '決裁の保留を解いた',
  'post-review': '後閲した',
}

const kinds: Readonly<Record<string, string>> = { annulment: '取消し', revocation: '撤回' }
const ways: Readonly<Record<string, string>> = { hearing: '聴聞', explanation: '弁明の機会の付与' }

const sentences: Readonly<Record<CaseEventType, Sentence>> = {
  submitted: (event) => {
    if (event.code('portal') !== '') return `${event.code('portal')}に申請が届いた（取り込んだ）`
    return event.actorKind === 'staff' ? '紙の申請を受け取った' : '申請が届いた'
  },
  received: (event) => (event.code('by') === 'person' ? '内容を確かめて受け付けた' : '受け付けた（点検を行った）'),
  'form-check-failed': (event) => `自動の点検で、合わない答えが${event.number('faults')}か所見つかった`,
  'correction-came-late': '期限のあと、または求めていない補正が届いた',
  'withdrawal-came-late': '決定のあとに取下げが届いた',
  taken: '担当になった',
  'review-started': '審査を始めた',
  'handed-over': (event) => {
    const to = [event.text('section'), event.text('person')].filter((each) => each !== '').join(' ')
    return to === '' ? '担当を変えた' : `担当を${to}に変えた`
  },
  'check-marked': (event) => `${check(event)}${marks[event.code('mark')] ?? ''}${about(event.text('finding'))}`,
  noted: 'メモを書いた',
  inspected: '課の外から内容を見た',
  'attachment-checked': (event) => `添付${quoted([event.text('name')].filter((name) => name !== ''))}を確認した`,
  'confidentiality-set': (event) =>
    event.code('confidential') === 'true' ? '支援措置の対象にした' : '支援措置の対象から外した',
  'correction-requested': (event) => `${particle(quoted(event.list('items')), 'の')}補正を依頼した`,
  'correction-partly-answered': (event) => `補正の一部に答えた${about(answered(event))}`,
  'correction-answered': (event) => `補正に答えた${about(answered(event))}`,
  'correction-extended': '補正の期限を延ばした',
  'correction-closed': '補正を打ち切った',
  'correction-lapsed': '補正の期限が過ぎた',
  'consultation-started': (event) => `${particle(event.text('body'), 'に')}照会した`,
  'consultation-partly-answered': (event) =>
    `${particle(event.text('body'), 'の')}回答を記録した（残り${event.number('left')}件）`,
  'consultation-answered': (event) => `${particle(event.text('body'), 'の')}回答を記録した（照会の回答がそろった）`,
  'payment-requested': '納付を求めた',
  'payment-partly-recorded': '納付の一部を記録した',
  'payment-recorded': '納付を記録した',
  'payment-taken': '納付を記録した',
  'payment-voided': '納付を取り消した',
  'proposal-started': (event) => `「${event.outcome}」で起案した`,
  'approval-acted': (event) => `${acts[event.code('act')] ?? event.code('act')}${absent(event)}`,
  'proposal-sent-back': (event) => `${event.code('act') === 'refuse' ? '否決した' : '差し戻した'}${absent(event)}`,
  'proposal-recalled': '引き戻した',
  'notice-approved': (event) => `途中のお知らせ「${event.outcome}」を決めた${absent(event)}`,
  decided: (event) =>
    `「${event.outcome}」と決定した${event.code('manner') === 'delegated' ? '（専決）' : absent(event)}`,
  'letter-made': (event) => `通知書を作った${about(event.code('number'))}`,
  'letter-failed': '通知書を作れなかった',
  notified: (event) => (event.actorKind === 'resident' ? '通知書を開いた' : `通知した${way(event)}`),
  completed: (event) => `完了した${way(event)}`,
  withdrawn: '取り下げた',
  'cancellation-opened': (event) =>
    `決定の${kinds[event.code('kind')] ?? '取消し'}の準備を始めた、または内容を書き直した`,
  'hearing-noticed': (event) => `${ways[event.code('way')] ?? '意見を聴くこと'}を通知した（${event.code('on')}）`,
  'hearing-recorded': (event) =>
    event.code('heard') === 'true'
      ? `${ways[event.code('way')] ?? '意見'}の結果を記録した（意見あり）`
      : `${ways[event.code('way')] ?? '意見'}の結果を記録した（意見なし）`,
  'cancellation-dropped': '決定を取り消さないことにした',
  'cancellation-proposed': (event) => `決定の${kinds[event.code('kind')] ?? '取消し'}を起案した`,
  'cancellation-sent-back': (event) =>
    `決定の取消し・撤回を${event.code('act') === 'refuse' ? '否決した' : '差し戻した'}${absent(event)}`,
  'cancellation-recalled': '決定の取消し・撤回の起案を引き戻した',
  cancelled: (event) =>
    `決定を${event.code('kind') === 'revocation' ? '撤回した' : '取り消した'}${event.code('manner') === 'delegated' ? '（専決）' : absent(event)}${event.number('letters') > 0 ? `。まだ送っていない通知書${event.number('letters')}通は無効になった` : ''}`,
  'amendment-proposed': (event) => `決定の更正を起案した（${event.number('items')}か所）`,
  'amendment-sent-back': (event) =>
    `決定の更正を${event.code('act') === 'refuse' ? '否決した' : '差し戻した'}${absent(event)}`,
  'amendment-recalled': '決定の更正の起案を引き戻した',
  amended: (event) => `決定を更正した${event.code('manner') === 'delegated' ? '（専決）' : absent(event)}`,
  reopened: '申請を審査に戻した（決め直す）',
  expired: '期限切れになった',
  'place-changed': (event) => {
    const standing = placesMessages.standings[event.code('standing') as keyof typeof placesMessages.standings]
    return standing === undefined ? '席・枠が変わった' : `席・枠が「${standing}」になった`
  },
  'deadline-alarmed': (event) => {
    if (event.code('reason') === 'unpaid') return '納付の期限が過ぎたことを知らせた'
    const left = event.number('left')
    return left < 0 ? '期限を過ぎたことを知らせた' : `期限まであと${left}日であることを知らせた`
  },
}

function answered(event: EventFacts): string {
  const changed = event.list('labels')
  if (changed.length > 0) return `${quoted(changed)}が変わった`
  return event.code('changed') === '0' ? '変わったところはない' : ''
}

/** The history of a case, a line an event. */
export const historyMessages = {
  what: (type: string, event: EventFacts): string => {
    const sentence = sentences[type as CaseEventType]
    return typeof sentence === 'function' ? sentence(event) : (sentence ?? type)
  },
  system: '自動',
  who: (name: string, post: string): string => (post === '' ? name : `${name}（${post}）`),
  until: (day: string): string => `${day}まで`,
  line: (who: string, what: string, why: string): string => `${who === '' ? '' : `${who}　`}${what}${about(why)}`,
}
