import type { DataFileRefused, RefusalCode } from './file-refused.ts'

type Params = DataFileRefused['params']
const at = (params: Params, name: string): string => String(params[name] ?? '')
const damaged = 'ファイルが壊れているか、途中で切れています。もう一度保存して、選びなおしてください'
const odd =
  'Excelのファイルの作りがふつうと違うので、読み込みません。Excelで開いて「名前を付けて保存」をしてから、選びなおしてください'

const sentences: Readonly<Record<RefusalCode, (params: Params) => string>> = {
  empty: () => 'ファイルが空です',
  'too-large': (p) => `ファイルが大きすぎます。${at(p, 'max')}までにしてください`,
  encoding: () => '文字コードが分かりません。UTF-8 か Shift_JIS の CSV、または Excel（.xlsx）で保存してください',
  'control-characters': (p) =>
    `${at(p, 'line')}行目に、目に見えない制御文字があります。CSV として書き出したファイルか確かめてください`,
  'no-header': () => '見出しの行が見つかりません。1行目から30行目のあいだに、項目名の行を入れてください',
  'no-rows': () => '見出しのほかに、データの行がありません',
  'not-a-table': () => '表のファイルではありません。CSV、Excel（.xlsx）、GeoJSON から選んでください',
  'not-geojson': () =>
    'GeoJSON として読めません。JSON は、GeoJSON（Feature か FeatureCollection）だけを読みます。ほかの表は、CSV か Excel にして選んでください',
  'geojson-geometry': (p) =>
    `${at(p, 'line')}番目の地物の図形が読めません。点・線・面（Multi を含む）だけを入れてください`,
  'geojson-crs': () => '経度と緯度（JGD2011 か WGS 84）の GeoJSON にして保存してください。ほかの座標系は読めません',
  'quote-open': (p) =>
    `${at(p, 'line')}行目から始まる「"」が閉じていません。ファイルが途中で切れていないか確かめてください`,
  'quote-inside': (p) => `${at(p, 'line')}行目の「"」の使い方が CSV の決まりと違います。保存しなおしてください`,
  'too-many-rows': (p) => `行が多すぎます。1つのファイルは${Number(at(p, 'max')).toLocaleString('ja-JP')}行までです`,
  'too-many-columns': (p) => `${at(p, 'line')}行目の列が多すぎます。${at(p, 'max')}列までです`,
  'cell-too-long': (p) => `${at(p, 'line')}行目に長すぎる値があります。1つの値は${at(p, 'max')}字までです`,
  'not-a-zip': () => '表のファイルではありません。CSV か Excel（.xlsx）を選んでください',
  'not-xlsx': () => 'Excel のブック（.xlsx）ではありません。CSV か Excel（.xlsx）で保存してください',
  'xlsx-old': () => '古い形式の Excel（.xls）は読めません。Excel で開き、「Excel ブック（.xlsx）」で保存してください',
  'xlsx-encrypted': () => 'パスワードのかかった Excel は読めません。パスワードを外して保存してください',
  'xlsx-damaged': () => damaged,
  'xml-broken': () => damaged,
  'zip-damaged': () => damaged,
  'xml-doctype': () => 'Excel のファイルの中に、外のファイルを読みに行く宣言があります。読み込みません',
  'xml-deep': () => odd,
  'too-many-strings': () => 'Excel のファイルの文字が多すぎます。シートを分けて保存してください',
  'too-many-merges': () => '結合したセルが多すぎます。結合をほどいて保存してください',
  'zip-encrypted': () => 'パスワードのかかったファイルは読めません。パスワードを外して保存してください',
  'zip-too-many': () => odd,
  'zip-too-large': () => '広げると大きすぎるファイルです。行を分けて保存してください',
  'zip-bomb': () => '広げると元の大きさと釣り合わないほど大きくなるファイルです。読み込みません',
  'zip-overlap': () => odd,
  'zip-path': () => odd,
  'zip-link': () => odd,
  'zip-double': () => odd,
  'zip-method': () => odd,
}

/** The sentence for a file that is not taken. */
export function refusalSentence({ code, params }: Pick<DataFileRefused, 'code' | 'params'>): string {
  return sentences[code](params)
}
