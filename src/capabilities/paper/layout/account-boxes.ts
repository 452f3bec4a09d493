import type { FormWords } from '../words/form-words.ja.ts'
import { type Block, flowing, stacked, words } from './block.ts'
import { type Asked, captioned, cellRows, cells, freeBox, inLine, said, ticks } from './writing.ts'

/** 振込先: the registered account, a bank's, or ゆうちょ by 記号・番号. */
export function accountBoxes(asked: Asked, m: FormWords, offersRegistered: boolean): Block {
  const { style, width } = asked
  const wide = style.kind === 'large'
  const named = (name: string, part: string, code: string, codePart: string, digits: number): Block => {
    const number = inLine([said(code, style, style.hint), cells(asked, codePart, digits)], 1)
    if (wide) {
      const box = captioned(name, width, style, (room) => freeBox(asked, part, room))
      return stacked([box, number], style.gap)
    }
    const room = width - number.width - style.gap * 2
    return inLine([captioned(name, room, style, (rest) => freeBox(asked, part, rest)), number], style.gap * 2)
  }
  const caption = (text: string, part: string, digits: number): Block =>
    inLine([said(text, style, style.hint), cells(asked, part, digits)], 1)
  return stacked(
    [
      ...(offersRegistered
        ? [
            ticks(asked, [
              { part: 'choice', value: 'registered-public', label: m.registeredAccount },
              { part: 'choice', value: 'designated', label: m.ownAccount },
            ]),
          ]
        : []),
      named(m.bank, 'bankName', m.bankCode, 'bankCode', 4),
      named(m.branch, 'branchName', m.branchCode, 'branchCode', 3),
      ticks(asked, [
        { part: 'accountType', value: 'ordinary', label: m.ordinary },
        { part: 'accountType', value: 'current', label: m.current },
        { part: 'accountType', value: 'savings', label: m.savings },
      ]),
      caption(m.accountNumber, 'accountNumber', 7),
      words(m.yucho, { size: style.hint }, width),
      flowing(
        [caption(m.yuchoSymbol, 'yuchoSymbol', 5), caption(m.yuchoNumber, 'yuchoNumber', 8)],
        width,
        style.gap * 2,
        style.gap,
      ),
      words(m.holderKana, { size: style.hint }, width),
      cellRows(asked, 'holderKana', 30, 'kana'),
    ],
    style.gap,
  )
}
