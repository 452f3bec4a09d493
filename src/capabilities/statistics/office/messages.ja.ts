import { formatEra } from '../../../civic/era.ts'
import type { Share } from '../suppression/share.ts'

/** The sign of official statistics for a number that is kept secret. */
const hiddenSign = 'x'

/** A share as a band: 95%以上, 70～75%. */
export function sayShare(share: Share | null): string | null {
  if (share === null) return null
  return share.to === 100 ? `${share.from}%以上` : `${share.from}～${share.to}%`
}

/** 令和7年4月～令和8年3月 */
function span(months: readonly string[]): string {
  const say = (month = ''): string => formatEra(month).replace(/\d+日$/, '')
  const [first, last] = [say(months[0]), say(months.at(-1))]
  return first === last ? first : `${first}～${last}`
}

export const messages = {
  area: '統計',
  title: '手続の統計',
  lead: '手続ごとの件数・日数・つまずきやすいところです。個人の情報は入っていません。',
  year: (year: number): string => `令和${year - 2018}年度`,
  years: '年度',
  running: (year: number): string =>
    `令和${year - 2018}年度はまだ途中です。月の数は翌月11日に確定し、それまでは変わることがあります。`,
  sample: {
    title: '架空の数値です',
    note: (months: readonly string[]): string =>
      `この市は見本です。${span(months)}の数は、画面を試すために作ったもので、実際の件数ではありません。見本を使い始めた月からの数は、実際に数えたものです。`,
    file: '架空の数値',
    column: '備考',
    cell: (months: readonly string[]): string => `架空の数値（${span(months)}。見本のために作ったもの）`,
  },
  hiddenSign,
  hiddenSays: '非公表',
  nothing: '―',
  hiddenNote: (threshold: number): string =>
    `「${hiddenSign}」は、${threshold}件より少ない数と、ほかの数から計算で分かってしまう数を伏せたものです。0はそのまま示し、割合や日数のもとになる件数がないところは「―」です。`,
  thresholdNote: 'この数は「登録簿・設定」の設定で、適用日を決めて変えられます。',
  noneTitle: '見られる統計がありません',
  noneNote: '統計は、担当する課の手続について見られます。',
  overview: '手続の一覧',
  csv: 'CSVで書き出す',
  sortedBy: (label: string, down: boolean): string => `${label}の${down ? '多い' : '少ない'}順`,
  columns: {
    name: '手続',
    section: '所属',
    filed: '受付（件）',
    online: 'オンライン（%）',
    days: '決定までの日数',
    onTime: '期間内に決定',
    corrections: '補正（100件あたり）',
    lost: '途中でやめた（%）',
    satisfied: '使いやすい（%）',
  },
  explained: {
    filed: '受付：その年度に届いた申請・届出の数。',
    online: 'オンライン：そのうち、このサイトから届いた割合。',
    days: '決定までの日数：届いた日から決定した日までの暦の日数の中央値。補正などを待った日も入ります。',
    onTime:
      '期間内に決定：標準処理期間または法定の期間のうちに決定した割合。補正などで止まった日は数えません。幅で示します。',
    corrections: '補正：受付100件あたりの、補正を求めた回数。',
    lost: '途中でやめた：オンラインで書き始めたもののうち、申請されなかった割合。',
    satisfied: '使いやすい：申請の後のアンケートで「簡単だった」「とても簡単だった」と答えた割合。',
  },
  section: '所属',
  total: '計',
  month: (month: string): string => `${Number(month.slice(5, 7))}月`,
  age: (from: number, to: number | undefined): string => (to === undefined ? `${from}日以上` : `${from}～${to}日`),
  chartOf: (label: string): string => `${label}の棒グラフ。数は下の表にあります。`,
  procedureLead: (name: string): string => `「${name}」の統計です。`,
  wordsOfPeople: '書かれた意見を読む',
  whereToChange: '手続を直す',
  casesTitle: '受付と処理',
  visitsTitle: 'オンラインでの入力',
  visitsNote:
    '申請する人の入力の様子を、日ごとの数として数えています。だれの入力か、何時かは記録していません。きのうまでの数で、きょうの数はあす届きます。',
  none: 'まだ数がありません。',
  fewOf: (count: number): string => `少なくて数を示さない欄（${count}）`,
  tables: {
    months: {
      title: '月ごと',
      explain: '受付は届いた月、終了は決定・取下げなどの月、補正は求めた月、手数料は受け取った日の月で数えます。',
      heading: '月',
      columns: ['受付（件）', '終了（件）', '補正の依頼（件）', '手数料（円）'],
    },
    channels: {
      title: '受付の経路',
      explain: '申請・届出がどこから届いたかです。',
      heading: '受付の経路',
      columns: ['件数'],
      rows: {
        online: 'オンライン',
        agent: '代理',
        counter: '窓口',
        post: '郵送（紙）',
        api: '連携（API）',
        pittari: 'ぴったりサービス',
        'partner-csv': 'ほかの電子申請',
      },
    },
    outcomes: {
      title: '結果',
      explain: '終わった案件の結果です。取下げ・期限切れ・取消は、決定の前に終わったものです。',
      heading: '結果',
      columns: ['件数'],
      rows: {
        approved: '認める',
        'partially-approved': '一部を認める',
        rejected: '認めない',
        dismissed: '却下',
        accepted: '受理',
        withdrawn: '取下げ',
        expired: '期限切れ',
        cancelled: '取消',
      },
    },
    times: {
      title: '決定までの日数',
      explain:
        '中央値は半分の案件が、90%の値は10件のうち9件が、その日数までに決まったことを示します。10件以上の決定があるときに示します。',
      heading: '数え方',
      columns: ['中央値（日）', '90%（日）'],
      rows: {
        whole: '届いた日から決定まで（暦の日数）',
        counted: '処理期間として数える日数（止まった日を除く）',
      },
    },
    onTime: {
      title: '期間内の決定',
      explain: '標準処理期間または法定の期間のうちに決定した割合です。件数を計算できないように、幅で示します。',
      heading: '期間',
      columns: ['割合'],
      rows: { onTime: '期間内に決定' },
    },
    corrected: {
      title: '補正を求めた欄',
      explain: '補正を求めた回数を欄ごとに数えます。多い欄は、説明や入力の決まりを見直すところです。',
      heading: '質問',
      columns: ['回数'],
    },
    pending: {
      title: '処理中の案件',
      explain: 'まだ決定していない案件を、届いてからの日数で分けた、いまの数です。',
      heading: '受け付けてからの日数',
      columns: ['件数'],
    },
    way: {
      title: '書き始めから申請まで',
      explain: '「やめた」は、本人が消したものと、期限まで申請されずに消えたものです。',
      heading: '段階',
      columns: ['件数'],
      rows: {
        begun: '書き始めた',
        check: '確認の画面まで来た',
        submitted: '申請した',
        abandoned: 'やめた',
      },
    },
    pages: {
      title: 'どのページでやめたか',
      explain: 'ページまで来た下書きのうち、そのページから先へ進まなかったものの割合です。',
      heading: 'ページ',
      columns: ['来た（件）', '進んだ（件）', 'やめた（%）'],
    },
    refused: {
      title: 'つまずいた欄',
      explain: '入力の確認で直すように言われた下書きの数を、欄ごとに数えます。同じ下書きは1回だけ数えます。',
      heading: '質問',
      columns: ['下書きの数'],
    },
    satisfaction: {
      title: '使いやすさのアンケート',
      explain: '申請の後の1問への答えです。申請とは結び付いていません。',
      heading: '答え',
      columns: ['人数'],
      rows: ['とても簡単だった', '簡単だった', 'ふつう', '難しかった', 'とても難しかった'],
    },
  },
  opinions: {
    title: '書かれた意見',
    lead: 'アンケートに書かれた言葉です。申請とは結び付いていません。庁内だけで読み、24か月で消えます。',
    warning: '個人の分かることが書かれていたら、「消す」で消してください。消したことは記録に残ります。',
    none: '意見はまだありません。',
    columns: { month: '月', grade: '答え', text: '意見', erase: '消す' },
    erase: '消す',
    eraseOf: (month: string): string => `${month}の意見を消す`,
    erased: '意見を消しました。',
    unreadable: '（読めません）',
  },
  fileName: '統計',
}
