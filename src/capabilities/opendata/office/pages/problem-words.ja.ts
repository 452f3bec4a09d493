import type { ProblemCode } from '../../values/outcome.ts'

interface ProblemWords {
  /** What kind of problem it is, short. */
  readonly kind: string
  /** What is wrong and what to do, with what the check adds: the limit, the allowed values. */
  readonly sentence: (detail: string) => string
}

const levels: Readonly<Record<string, string>> = {
  house: '番地まで',
  block: '街区まで',
  town: '町字まで（数百m〜数kmずれることがあります）',
}

/** What its proposal is made of, where there is one. */
const fromAddress = (level: string): string =>
  levels[level] === undefined ? '' : `。提案は、住所から推定した位置です（${levels[level]}）`

/** Every problem of a row, in words. */
export const problemWords: Readonly<Record<ProblemCode, ProblemWords>> = {
  writing: { kind: '書き方', sentence: () => '全角・半角や書き方を、決まった形にそろえます' },
  'control-character': { kind: '見えない文字', sentence: () => '目に見えない文字が入っています' },
  missing: { kind: '必須の値がない', sentence: () => '必ず入れる値です' },
  'recommended-missing': {
    kind: '入れるとよい値がない',
    sentence: () => '入れることがすすめられている値です。空のままでも公開できます',
  },
  'too-long': { kind: '長すぎる', sentence: (max) => `${max}文字までにしてください` },
  'not-kana': { kind: 'カナではない', sentence: () => '全角カタカナで書いてください' },
  'not-latin': { kind: '英字ではない', sentence: () => '半角の英字で書いてください' },
  'not-identifier': { kind: 'IDの形ではない', sentence: () => '半角の英数字と「-」「_」だけで書いてください' },
  'not-a-code': {
    kind: 'コードの形ではない',
    sentence: (digits) => `${digits === '' ? '' : `${digits}けたの`}数字で書いてください`,
  },
  'check-digit': { kind: 'コードの誤り', sentence: () => '検査数字が合いません。1けた違っていないか確かめてください' },
  'lost-zero': { kind: '先頭の0が消えた', sentence: () => '表計算ソフトで先頭の0が消えています' },
  'other-city': { kind: 'ほかの市のコード', sentence: (code) => `この市のコード（${code}）ではありません` },
  'wrong-digits': { kind: 'けた数が違う', sentence: (digits) => `${digits}けたの数字のはずです` },
  'not-a-number': { kind: '数字ではない', sentence: () => '数字だけを書いてください。説明は備考の列に書きます' },
  'too-small': { kind: '小さすぎる', sentence: (limit) => `${limit}以上のはずです` },
  'too-large': { kind: '大きすぎる', sentence: (limit) => `${limit}以下のはずです` },
  'not-a-date': {
    kind: '日付ではない',
    sentence: () => '日付は 2026-12-01 の形で書いてください（令和8年12月1日でも読めます）',
  },
  'no-such-day': { kind: '暦にない日', sentence: () => '暦にない日です' },
  'not-a-time': { kind: '時刻ではない', sentence: () => '時刻は 09:00 の形で書いてください' },
  'not-weekdays': {
    kind: '曜日ではない',
    sentence: () => '曜日は 月火水木金 の形で書いてください。第3火曜日などは備考に書きます',
  },
  'not-a-choice': { kind: '決まった値ではない', sentence: (values) => `次の中から選んでください：${values}` },
  'not-presence': {
    kind: '有・無ではない',
    sentence: () => '「有」か「無」で書いてください。分からないときは空にします',
  },
  'not-a-flag': { kind: '1か空ではない', sentence: () => '当てはまるときは「1」、当てはまらないときは空にします' },
  'not-a-phone': { kind: '電話番号ではない', sentence: () => '電話番号を1つだけ書いてください（例：0820-22-2111）' },
  'mobile-phone': { kind: '携帯電話', sentence: () => '携帯電話の番号です。個人のものでないか確かめてください' },
  'not-an-email': { kind: 'メールアドレスではない', sentence: () => 'メールアドレスの形ではありません' },
  'personal-email': {
    kind: '個人のメール',
    sentence: () => '個人で使うメールのアドレスです。公開してよいか確かめてください',
  },
  'not-a-url': { kind: 'URLではない', sentence: () => 'https:// で始まる住所を1つだけ書いてください' },
  'not-a-postcode': { kind: '郵便番号ではない', sentence: () => '郵便番号は7けたの数字です' },
  'not-a-corporate-number': { kind: '法人番号ではない', sentence: () => '法人番号の13けたか検査数字が合いません' },
  'unknown-poi': { kind: 'POIコードではない', sentence: () => 'POIコードは4けたの数字です' },
  'not-a-town-id': { kind: '町字IDではない', sentence: () => '町字IDは7けたの数字です' },
  'not-a-coordinate': {
    kind: '緯度経度ではない',
    sentence: () => '緯度と経度は 33.963829 のような10進の度で書いてください',
  },
  'not-a-shape': {
    kind: '図形ではない',
    sentence: () => '線や面の座標を、WKT（例：LINESTRING (132.1 33.9, 132.2 34)）か GeoJSON の形で書いてください',
  },
  'too-many-places': { kind: '点が多すぎる図形', sentence: (max) => `1つの図形の点は、${max}個までです` },
  'too-few-places': {
    kind: '点が足りない図形',
    sentence: () => '線には2つ以上、面には3つ以上の、ちがう場所の点が要ります',
  },
  'crosses-itself': {
    kind: '自分と交わる面',
    sentence: () => '面の境の線が、途中で交わっています。元の図を確かめてください',
  },
  person: { kind: '人の名前', sentence: () => '人の名前のようです。個人の情報でないか確かめてください' },
  'duplicate-key': {
    kind: '同じIDが2回',
    sentence: (row) => `${row}行目と同じIDです。どちらかを直すか、消してください`,
  },
  order: { kind: '順序が逆', sentence: () => '終わりが始まりより前です' },
  sum: { kind: '合計が合わない', sentence: (sum) => `内訳の合計は${sum}です` },
  'half-a-place': {
    kind: '緯度か経度だけ',
    sentence: (level) => `緯度と経度は、両方入れるか、両方空にします${fromAddress(level)}`,
  },
  swapped: { kind: '緯度と経度が逆', sentence: () => '緯度と経度が入れ替わっています' },
  'tokyo-datum': {
    kind: '日本測地系',
    sentence: () => '古い日本測地系の値のようです。世界測地系に直すと、市の中に入ります',
  },
  'outside-japan': { kind: '日本の外', sentence: (level) => `日本の外の位置です${fromAddress(level)}` },
  'outside-city': { kind: '市の外', sentence: (level) => `市の境界の外か、海の上の位置です${fromAddress(level)}` },
  'far-from-address': {
    kind: '住所から遠い',
    sentence: (metres) => `住所から約${Number(metres).toLocaleString('ja-JP')}m離れています`,
  },
  'place-from-address': {
    kind: '位置が空',
    sentence: (level) => `住所から位置を推定しました。確かさは${levels[level] ?? level}です`,
  },
  'key-missing': { kind: 'IDがない', sentence: () => '行を見分けるIDです。次の更新でも同じものには同じIDを付けます' },
  formula: {
    kind: '計算式のような値',
    sentence: () =>
      '表計算ソフトが計算式として動かす書き方です。配るファイルでは文字として出しますが、正しい内容か確かめてください',
  },
  'spreadsheet-error': { kind: '表計算のエラー', sentence: () => '表計算ソフトの計算のエラーが入っています' },
  'individual-number': {
    kind: 'マイナンバーの疑い',
    sentence: () => 'マイナンバー（個人番号）の形の数字です。必ず消してください',
  },
}
