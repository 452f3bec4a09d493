import { isIndividualNumber } from '../../../civic/check-digits.ts'
import { judgeMessages as messages } from '../map/messages.ja.ts'
import type { RawRow } from '../read/rows.ts'

/** What the heading of a column of 個人番号 is called. */
const heading = /個人番号|マイナンバー|my ?number/i

/**
 * The cells as they are kept: 個人番号 is left out of the columns that are headed so, since no law asks the city to keep it
 * here (番号法20条). A column of another heading keeps what it has: twelve digits may be any number of the sender's.
 */
export function withoutNumbers(cells: RawRow['cells']): RawRow['cells'] {
  return cells.map(([name, text]) => {
    const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
    return heading.test(name.normalize('NFKC')) && isIndividualNumber(digits)
      ? ([name, messages.numberLeftOut] as const)
      : ([name, text] as const)
  })
}
