/** Bytes that tell spreadsheet programs that the file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would run as a formula is made text by a leading quote
 * (CSV injection); plain numbers stay numbers.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Most cells need nothing; one look tells. */
const special = /[",\r\n]|^[=+\-@＝＋－＠\t]/

export function csvCell(text: string): string {
  if (!special.test(text)) return text
  const harmless = isFormula(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Full-width signs are taken for formulas as well by some programs. */
function isFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)
}
