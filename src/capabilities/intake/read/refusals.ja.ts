import type { FileRefused, RefusalCode } from './refusal.ts'

type Params = FileRefused['params']
const at = (params: Params, name: string): string => String(params[name] ?? '')

const sentences: Readonly<Record<RefusalCode, (params: Params) => string>> = {
  empty: () => 'ファイルが空です。書き出しなおして、もう一度選んでください',
  'too-large': (p) => `ファイルが大きすぎます。${at(p, 'max')}までにしてください。多いときは、期間を分けて書き出します`,
  'not-utf-8': () => '文字コードが UTF-8 ではありません。取り込みの定義の文字コードを確かめてください',
  'not-shift-jis': () => '文字コードが Shift_JIS ではありません。取り込みの定義の文字コードを確かめてください',
  'control-characters': (p) =>
    `${at(p, 'line')}行目に、目に見えない制御文字があります。CSV として書き出したファイルか確かめてください`,
  'quote-open': (p) =>
    `${at(p, 'line')}行目から始まる「"」が閉じていません。ファイルが途中で切れていないか確かめてください`,
  'quote-inside': (p) => `${at(p, 'line')}行目の「"」の使い方が CSV の決まりと違います。書き出しなおしてください`,
  'too-many-rows': (p) => `行が多すぎます。1つのファイルは${at(p, 'max')}件までです。期間を分けて書き出してください`,
  'too-many-columns': (p) => `${at(p, 'line')}行目の列が多すぎます。${at(p, 'max')}列までです`,
  'cell-too-long': (p) => `${at(p, 'line')}行目に長すぎる値があります。1つの値は${at(p, 'max')}字までです`,
  'header-empty': (p) => `見出しの行の${at(p, 'column')}列目が空です。見出しのある形で書き出してください`,
  'header-double': (p) => `見出し「${at(p, 'name')}」が2回あります。どちらの値か決められません`,
  'header-missing': (p) =>
    `見出し「${at(p, 'name')}」がありません。取り込みの定義とファイルの組み合わせを確かめてください`,
  'not-a-zip': () => 'ZIP のファイルではありません。届いた申請データをそのまま選んでください',
  'zip-damaged': () => 'ZIP が壊れているか、途中で切れています。もう一度受け取ってください',
  'zip-encrypted': () => 'パスワードのかかった ZIP は取り込めません。パスワードを外した申請データを選んでください',
  'zip-too-many': (p) => `ZIP の中のファイルが多すぎます。${at(p, 'max')}個までです`,
  'zip-too-large': (p) => `ZIP の中身が大きすぎます。広げた大きさで${at(p, 'max')}までです`,
  'zip-bomb': (p) =>
    `ZIP の中の「${at(p, 'name')}」は、広げると元の大きさと釣り合わないほど大きくなります。取り込みません`,
  'zip-overlap': () => 'ZIP の中のファイルが互いに重なっています。作りがおかしいので取り込みません',
  'zip-path': (p) => `ZIP の中の「${at(p, 'name')}」は、置き場所の外を指す名前です。取り込みません`,
  'zip-link': (p) => `ZIP の中の「${at(p, 'name')}」は、ふつうのファイルではありません（リンク）。取り込みません`,
  'zip-double': (p) => `ZIP の中に「${at(p, 'name')}」が2つあります。どちらが正しいか決められません`,
  'zip-method': (p) => `ZIP の中の「${at(p, 'name')}」は、知らない方式で縮められています。ふつうの ZIP にしてください`,
  'values-missing': (p) => `ZIP の中に、申請の内容のファイル（${at(p, 'names')}）がありません`,
  'values-many': (p) =>
    `ZIP の中に、申請の内容のファイルが${at(p, 'count')}個あります。1つの申請データに1つだけ入れてください`,
  'values-too-large': (p) => `申請の内容のファイルが大きすぎます。${at(p, 'max')}までです`,
  'xml-doctype': () =>
    'XML に DOCTYPE や ENTITY の宣言があります。外のファイルを読みに行くおそれがあるので取り込みません',
  'xml-broken': (p) => `XML として読めません（${at(p, 'line')}行目）。ファイルが途中で切れていないか確かめてください`,
  'xml-deep': () => 'XML の入れ子が深すぎるか、要素が多すぎます。取り込みません',
  'xlsx-old': () => '古い形式の Excel（.xls）です。.xlsx か CSV で保存しなおしてください',
  'xlsx-encrypted': () => 'パスワードのかかった Excel は取り込めません。パスワードを外して保存してください',
  'xlsx-damaged': () => 'Excel（.xlsx）として読めません。壊れていないか確かめ、開いて保存しなおしてください',
  'xlsx-sheets': (p) =>
    `見えるシートが${at(p, 'count')}枚あります。どれが申請の一覧か決められません。1枚だけにして保存してください`,
  'item-double': (p) => `申請の内容に「${at(p, 'name')}」が2回あり、値が違います。どちらが正しいか決められません`,
}

/** The sentence for a file that is not read. */
export function refusalSentence(refused: Pick<FileRefused, 'code' | 'params'>): string {
  return sentences[refused.code](refused.params)
}
