const halfKana = 'ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ｡｢｣､･'
const fullKana =
  'ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン。「」、・'
const voiced = 'ガギグゲゴザジズゼゾダヂヅデドバビブベボヴヷヺ'
const voicedBase = 'カキクケコサシスセソタチツテトハヒフヘホウワヲ'
const halfVoiced = 'パピプペポ'
const halfVoicedBase = 'ハヒフヘホ'
const smallKana = 'ァィゥェォャュョッヮヵヶ'
const largeKana = 'アイウエオヤユヨツワカケ'

const toFull = pairs(halfKana, fullKana)
const toHalf = pairs(fullKana, halfKana)
const toVoiced = pairs(voicedBase, voiced)
const toHalfVoiced = pairs(halfVoicedBase, halfVoiced)
const fromVoiced = pairs(voiced, voicedBase)
const fromHalfVoiced = pairs(halfVoiced, halfVoicedBase)
const toLarge = pairs(smallKana, largeKana)

/** Hiragana becomes katakana: `やない` → `ヤナイ`. Other characters stay. */
export function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖゝゞ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
}

/** Half-width kana becomes full-width, sound marks joined: `ﾔﾏｸﾞﾁ` → `ヤマグチ`. */
export function toFullWidthKana(text: string): string {
  return text
    .replace(/[ｦ-ﾝ｡-･]/g, (letter) => toFull.get(letter) ?? letter)
    .replace(/([ウカ-コサ-ソタ-トハ-ホワヲ])[ﾞ゛\u3099]/g, (both, base: string) => toVoiced.get(base) ?? both)
    .replace(/([ハ-ホ])[ﾟ゜\u309a]/g, (both, base: string) => toHalfVoiced.get(base) ?? both)
}

/** Full-width katakana becomes half-width, sound marks apart: `ヤマグチ` → `ﾔﾏｸﾞﾁ`. */
export function toHalfWidthKana(text: string): string {
  return [...text].map(halfWidthOf).join('')
}

/** Small kana becomes large (`ャ` → `ヤ`), as the banks' network writes names. */
export function enlargeSmallKana(text: string): string {
  return [...text].map((letter) => toLarge.get(letter) ?? letter).join('')
}

/** The kana of a フリガナ field: hiragana and half-width kana become katakana, runs of spaces one full-width space. */
export function normaliseKana(text: string): string {
  return toKatakana(toFullWidthKana(text))
    .replace(/\s+/g, '　')
    .replace(/^　|　$/g, '')
}

/** True when a text, once normalised, holds katakana and spaces only. */
export function isKana(text: string): boolean {
  return /^[ァ-ヶヴー・　]+$/.test(text)
}

function halfWidthOf(letter: string): string {
  const plain = fromVoiced.get(letter)
  if (plain !== undefined) return `${toHalf.get(plain) ?? plain}ﾞ`
  const half = fromHalfVoiced.get(letter)
  if (half !== undefined) return `${toHalf.get(half) ?? half}ﾟ`
  if (letter === '　') return ' '
  return toHalf.get(letter) ?? letter
}

function pairs(from: string, to: string): ReadonlyMap<string, string> {
  const target = [...to]
  return new Map([...from].map((letter, index) => [letter, target[index] ?? letter]))
}
