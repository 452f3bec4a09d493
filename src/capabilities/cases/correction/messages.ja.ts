import type { CorrectionCode } from '../rules/correction.ts'

export const correctionMessages = {
  title: (name: string): string => `補正を依頼する　${name}`,
  lead: '直してほしいところを選び、理由を書きます。申請した方は、選んだところだけを直せます。',
  fields: '直してほしいところ',
  code: '理由の種類',
  reason: '申請した方が読む理由',
  reasonHint: '空のまま「見え方を確かめる」を押すと、例文が入ります',
  intro: 'はじめの文',
  introDefault: '申請をありがとうございます。確かめたところ、次の点を直していただく必要がありました。',
  dueOn: '直す期限',
  dueHint: '例：令和8年12月4日。相当な期間をとります（行政手続法7条）',
  preview: '見え方を確かめる',
  previewTitle: '申請した方には、こう見えます',
  previewDue: (day: string): string => `${day}までに直してください。期限を延ばしたいときは、担当に知らせてください。`,
  previewStays: 'ほかの答えはそのままで、申請した日も変わりません。',
  previewAsk: (section: string, phone: string): string => `分からないとき：${section}（電話 ${phone}）`,
  pauses: '補正を待つあいだ、処理期間は止まります。',
  runs: 'この手続では、補正を待つあいだも期限は進みます。',
  send: 'この内容で依頼する',
  codes: {
    'not-filled': '未記入',
    mismatch: '不一致',
    'document-missing': '添付不足',
    'document-unclear': '添付不鮮明',
    'not-eligible': '対象外',
    'account-holder': '口座名義相違',
    signer: '署名者相違',
    'too-late': '期限経過',
    duplicate: '二重申請',
    other: 'その他',
  } satisfies Record<CorrectionCode, string>,
  suggestions: {
    'not-filled': (label: string): string => `「${label}」が書かれていませんでした。入れてください。`,
    mismatch: (label: string): string =>
      `「${label}」が、ほかの答えや登録の内容と違っていました。確かめて、正しい内容を入れてください。`,
    'document-missing': (label: string): string =>
      `「${label}」の書類が足りませんでした。足りない書類を付けてください。`,
    'document-unclear': (label: string): string =>
      `「${label}」の画像が読み取れませんでした。全体が写るように、明るいところで撮り直してください。`,
    'not-eligible': (label: string): string =>
      `「${label}」が、この手続の対象に当てはまらないようです。確かめてください。`,
    'account-holder': (_label: string): string =>
      '口座の名義が、申請した方の名前と違っていました。申請した方の名義の口座を入れてください。',
    signer: (_label: string): string =>
      '署名した方が、申請できる方と違っていました。申請できる方が署名し直してください。',
    'too-late': (label: string): string => `「${label}」の日が、期限を過ぎていました。日付を確かめてください。`,
    duplicate: (_label: string): string =>
      '同じ内容の申請がすでに届いています。この申請を残すか、取り下げるかを知らせてください。',
    other: (label: string): string => `「${label}」を確かめて、直してください。`,
  } satisfies Record<CorrectionCode, (label: string) => string>,
  problems: {
    'nothing-asked': '直してほしいところを1つ以上選んでください',
    'unknown-field': '選んだところが、いまの申請にありません。選び直してください',
    'reason-missing': '理由を入れてください',
    'reason-too-long': '理由は500文字までにしてください',
    'due-missing': '直す期限を入れてください',
    'due-in-past': '直す期限は、あすより後の日にしてください',
    'due-too-far': '直す期限は90日以内の日にしてください',
  } as Readonly<Record<string, string>>,
}
