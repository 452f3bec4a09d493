import type { Frequency } from '../language/dataset.ts'

interface Session {
  readonly target: string
  readonly method: string
  readonly minAge: string
  readonly maxAge: string
  readonly bring: string
  readonly childcare: boolean
}

const frequencies: Readonly<Record<Frequency, string>> = {
  continuous: '随時',
  daily: '毎日',
  weekly: '毎週',
  monthly: '毎月',
  quarterly: '四半期ごと',
  annual: '毎年',
  irregular: '不定期',
  never: '更新しない',
}

/** What stands in the cells of rows that the system writes itself; the cells of the standard are Japanese. */
export const messages = {
  description: ({ target, method, minAge, maxAge, bring, childcare }: Session): string =>
    [
      target === '' ? '' : `対象は${target}。`,
      minAge === '' && maxAge === ''
        ? ''
        : `年齢は${minAge === '' ? '' : `${minAge}歳から`}${maxAge === '' ? '' : `${maxAge}歳まで`}。`,
      method === '' ? '' : `募集は${method}。`,
      bring === '' ? '' : `持ち物は${bring}。`,
      childcare ? '託児があります。' : '',
    ].join('') || '市の講座・催しです。',
  venue: '場所名称',
  free: '無料',
  paid: '有料',
  howToApply: '市の手続きサイトから申し込めます。電話や窓口でも申し込めます。',
  frequencies,
  yes: '有',
  no: '無',
  sample: '架空の数値（見本のために作ったもの）',
  madeUp: 'デモのために作ったデータです。',
  renewed: '元の台帳や記録が変わったので、作り直しました。',
  first: '市のシステムの台帳や記録から作りました。',
  source: (city: string): string => `${city}（市のシステムの台帳や記録から自動で作成）`,
}
