/** What the format of a cell makes of a number. */
export type CellFormat =
  | { readonly as: 'plain' }
  | { readonly as: 'date' | 'time' | 'date-time' | 'elapsed' }
  /** `000000`: as many digits at least, which is how leading zeros of codes are kept. */
  | { readonly as: 'digits'; readonly digits: number }

const plain: CellFormat = { as: 'plain' }

/** Built-in formats that are a date or a time (ECMA-376 18.8.30), with those of Japanese Excel (27–36, 50–58). */
const builtIn: ReadonlyMap<number, CellFormat> = new Map(
  (
    [
      ['date', [14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]],
      ['time', [18, 19, 20, 21, 32, 33, 45, 47]],
      ['date-time', [22]],
      ['elapsed', [46]],
    ] as const
  ).flatMap(([as, ids]) => ids.map((id) => [id, { as }] as const)),
)

export function formatOf(id: number, code: string | undefined): CellFormat {
  return code === undefined ? (builtIn.get(id) ?? plain) : formatOfCode(code)
}

/** By the letters of the first section that are not text: `ggge"年"m"月"d"日"`, `[h]:mm`, `yyyy/m/d h:mm`. */
function formatOfCode(code: string): CellFormat {
  const [section = ''] = code
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./gu, '')
    .split(';')
  if (/\[(h+|m+|s+)\]/i.test(section)) return { as: 'elapsed' }
  const letters = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P|General|G\/標準|@/gi, '')
    .toLowerCase()
  if (/^0+$/.test(letters)) return letters.length === 1 ? plain : { as: 'digits', digits: letters.length }
  if (/e[+-]/.test(letters)) return plain
  const time = /[hs]/.test(letters)
  const date = /[ydegr]|a{3,4}/.test(letters) || (letters.includes('m') && !time)
  return date ? { as: time ? 'date-time' : 'date' } : time ? { as: 'time' } : plain
}
