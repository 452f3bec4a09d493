/**
 * What a text may hold. Stored names keep every byte: nothing here is used to change what a person wrote,
 * only to look at it, to compare it and to search in it.
 */

/** Ideographic variants that people use for the same name. The first of each row stands for all of them. */
const variantRows = [
  '高髙',
  '崎﨑嵜碕',
  '辺邊邉',
  '斎齋斉齊',
  '徳德',
  '浜濱濵',
  '島嶋嶌',
  '吉𠮷',
  '富冨',
  '広廣',
  '国國',
  '沢澤',
  '桜櫻',
  '黒黑',
  '恵惠',
  '栄榮',
  '真眞',
  '静靜',
  '竜龍',
  '滝瀧',
  '芦蘆',
  '関關',
  '塩鹽',
  '寿壽',
  '条條',
  '豊豐',
  '浅淺',
  '来來',
  '児兒',
  '実實',
  '円圓',
  '万萬',
  '与與',
  '礼禮',
  '郎郞',
  '緑綠',
  '清淸',
  '曽曾',
  '瀬瀨',
  '頼賴',
  '槇槙',
  '峰峯',
  '館舘',
  '桧檜',
  '籠篭',
  '藪薮',
  '鴬鶯',
  '鴎鷗',
  '増增',
  '横橫',
  '歩步',
  '毎每',
  '卯夘',
  '学學',
  '尭堯',
  '遥遙',
  '亀龜',
  '凜凛',
  '野埜',
  '草艸',
  '昴昂',
  '柳栁桺',
  '船舩',
  '聡聰',
  '総總',
  '巌巖',
  '渓溪',
  '鉄鐵',
  '鋭銳',
  '温溫',
  '戸戶',
  '青靑',
  '悦悅',
  '翠翆',
] as const

const folds = new Map<string, string>()
for (const row of variantRows) {
  const [head, ...others] = [...row]
  for (const other of others) if (head !== undefined && other !== head && !folds.has(other)) folds.set(other, head)
}

/** Folds 異体字 and drops variation selectors, for comparing and searching only. */
export function foldVariants(text: string): string {
  return [...withoutVariationSelectors(text)].map((letter) => folds.get(letter) ?? letter).join('')
}

/** Ideographic (U+E0100–U+E01EF) and standard (U+FE00–U+FE0F) variation selectors removed. */
export function withoutVariationSelectors(text: string): string {
  return text.replace(/[\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu, '')
}

/** What nearly every answer is made of: ASCII, kana, common ideographs and wide letters, one unit each, none of them a fault. */
const ordinary = /^[ -~\u3000-\u3029\u3030-\u303F\u3041-\u3096\u309B-\u30FF\u4E00-\u9FFF\uFF01-\uFF5E]*$/

/** Characters as a person counts them: an ideograph with its selector is one. */
export function lengthOf(text: string): number {
  return ordinary.test(text) ? text.length : [...withoutVariationSelectors(text)].length
}

export type CharacterFault = 'nul' | 'lone-surrogate' | 'control' | 'direction-mark' | 'emoji' | 'half-width-kana'

const emoji = /(?![0-9#*©®™〰〽㊗㊙])[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1F1E6}-\u{1F1FF}\u20E3]/u

/** Faults of a text, most serious first. Which of them are refused is the field's decision. */
export function characterFaults(text: string): readonly CharacterFault[] {
  if (ordinary.test(text)) return []
  const faults: CharacterFault[] = []
  if (text.includes('\0')) faults.push('nul')
  if (hasLoneSurrogate(text)) faults.push('lone-surrogate')
  if (hasControl(text)) faults.push('control')
  if (/[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/.test(text)) faults.push('direction-mark')
  if (emoji.test(text)) faults.push('emoji')
  if (/[ｦ-ﾟ]/.test(text)) faults.push('half-width-kana')
  return faults
}

/** Half of a pair that stands alone: no valid text, and UTF-8 would silently lose it. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text)
}

/** C0 and C1 controls other than tab and line ends. */
function hasControl(text: string): boolean {
  return [...text].some((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return (code < 0x20 && code !== 0 && code !== 9 && code !== 10 && code !== 13) || (code >= 0x7f && code <= 0x9f)
  })
}
