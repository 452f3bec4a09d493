import { mostDrawnPlaces, type ShapeRefusal } from '../draft/typed-shape.ts'

const number = (count: number): string => count.toLocaleString('ja-JP')

/** Sentences about a line or an area in the form of a row. */
export const shapeMessages = {
  line: (size: string, places: number): string => `いまは長さ ${size}の線です（点${number(places)}）`,
  area: (size: string, places: number): string => `いまは面積 ${size}の面です（点${number(places)}）`,
  points: (places: number): string => `いまは点${number(places)}つです`,
  picture: (measure: string): string => `図形の地図。${measure}`,
  whole: (parts: number): string =>
    parts > 1
      ? `この図形は${number(parts)}つの部分でできているので、この画面では描き直せません。直すときは、地図ソフトで作ったファイルか文字で入れかえてください。`
      : `この図形は、穴があるか、点が${number(mostDrawnPlaces)}より多いので、この画面では描き直せません。直すときは、地図ソフトで作ったファイルか文字で入れかえてください。`,
  unreadable: (cell: string): string =>
    `いまの値「${cell}」は図形として読めません。ファイルか文字で入れかえてください。`,
  replace: 'ファイルや文字で入れかえる',
  file: '図形のファイル',
  fileHint: 'GeoJSON か WKT のファイル。図形は1つ。選ぶと、いまの図形と入れかわります',
  text: '図形の文字（WKT か GeoJSON）',
  textHint: '経度が先です（例：LINESTRING (132.1012 33.9635, 132.1050 33.9650)）。入れると、いまの図形と入れかわります',
} as const

/** Why what was typed or brought is no shape, and what to do. */
export function shapeRefusalSentence(refusal: ShapeRefusal): string {
  switch (refusal.why) {
    case 'kind':
      return '何を描くか（点・線・面）を選んでください。点は1つだけです'
    case 'line':
      return `点の一覧の${refusal.line}行目が読めません。「33.96350, 132.10120」のように、緯度と経度を書いてください`
    case 'many':
      return `点は${number(mostDrawnPlaces)}までです。もっと多いときは、ファイルで入れてください`
    case 'text':
      return '文字が図形として読めません。WKT（LINESTRING、POLYGON など）か、GeoJSON の geometry を入れてください'
    case 'file':
      return `「${refusal.name}」は図形として読めません。GeoJSON か WKT のファイルを選んでください`
    case 'several':
      return `「${refusal.name}」には図形が2つ以上あります。1つの行に入る図形は1つです。1つだけのファイルにしてください`
    case 'none':
      return `「${refusal.name}」には図形がありません`
  }
}
