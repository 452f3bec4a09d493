import type { OgcMessages } from './messages.ja.ts'

export const messages: OgcMessages = {
  title: '地図《ちず》の データ（OGC API）',
  lead: '地図《ちず》の ソフトや プログラムが、場所《ばしょ》の データを 読《よ》む ところです。｜QGIS《キュージーアイエス》などに、この ページの アドレスを 入《い》れて ください。',
  back: 'オープンデータ',
  top: '地図《ちず》の データ（OGC API）',
  collections: 'データの 一覧《いちらん》',
  collectionsLead: '場所《ばしょ》が ある データです。',
  conformance: '使《つか》える きまり',
  api: '｜API《エーピーアイ》の 説明《せつめい》',
  apiLead:
    '使《つか》える アドレスと、指定《してい》できる ことばです。プログラムには、｜JSON《ジェイソン》（OpenAPI 3.0）で わたします。',
  json: 'この ページを ｜JSON《ジェイソン》で 見《み》る',
  about: '内容《ないよう》',
  source: 'データを 出《だ》した ところ',
  licence: '使《つか》う ときの きまり',
  items: '場所《ばしょ》の 一覧《いちらん》',
  dataset: 'データの ページ',
  key: '番号《ばんごう》',
  place: '緯度《いど》・経度《けいど》',
  noPlace: '場所《ばしょ》は まだ わかりません',
  address: 'アドレス',
  parameters: '指定《してい》できる ことば',
  tiles: '地図《ちず》の タイル',
  tilesLead: '地図《ちず》の ソフトで 使《つか》う データです。',
  tilings: 'タイルの 分《わ》け方《かた》',
  zoom: 'ズーム',
  tilesInRow: '横《よこ》の タイルの 数《かず》',
  scale: '縮尺《しゅくしゃく》',
  layers: 'レイヤー',
  above: 'ひとつ 上《うえ》へ',
  range: (total, from, to) =>
    to < from
      ? 'あう 場所《ばしょ》は ありません'
      : total === undefined
        ? `${from}–${to}`
        : `${total}件《けん》の うち ${from}–${to}`,
}
