import { describe, expect, it } from 'vitest'
import { characterFaults, foldVariants, lengthOf } from './characters.ts'
import { digitsOnly, readInteger, readNumber, toHalfWidth } from './digits.ts'
import { nameFault, tidyName } from './name.ts'

describe('characters', () => {
  it.each([
    ['髙橋', '高橋'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['山﨑', '山崎'],
    ['齋藤', '斎藤'],
    ['𠮷田', '吉田'],
    ['葛\u{E0100}城', '葛城'],
    ['柳井', '柳井'],
  ])('%s is searched as %s', (text, folded) => expect(foldVariants(text)).toBe(folded))

  it.each([
    ['柳井花子', []],
    ['花子😀', ['emoji']],
    ['花子👨‍👩‍👧', ['emoji']],
    ['花\0子', ['nul']],
    ['花\uD83D子', ['lone-surrogate']],
    ['花\u0007子', ['control']],
    ['ﾊﾅｺ', ['half-width-kana']],
    ['花\u202E子', ['direction-mark']],
    ['葛\u{E0100}', []],
    ['𠮷田', []],
    ['1#*①㈱〒', []],
    ['🇯🇵', ['emoji']],
    ['一行目\n二行目\t', []],
  ])('%j has %j', (text, faults) => expect(characterFaults(text)).toEqual(faults))

  it('counts an ideograph with its selector once', () => {
    expect(lengthOf('葛\u{E0100}𠮷')).toBe(2)
  })

  it('judges and counts an ordinary text in one look as it does letter by letter', () => {
    const different: string[] = []
    for (let code = 0; code <= 0xffff; code += 1) {
      const letter = String.fromCharCode(code)
      if (code >= 0xd800 && code <= 0xdfff) continue
      // Beside a rare ideograph nothing is decided in one look.
      const slow = characterFaults(`${letter}𠮷`)
      if (slow.join() !== characterFaults(letter).join()) different.push(code.toString(16))
      if (lengthOf(`${letter}𠮷`) !== lengthOf(letter) + 1) different.push(`length ${code.toString(16)}`)
    }
    expect(different).toEqual([])
  })
})

describe('names', () => {
  it.each([
    ['柳井', undefined],
    ['', 'empty'],
    ['　 ', 'empty'],
    ['ﾔﾅｲ', 'half-width-kana'],
    ['花子😀', 'emoji'],
    ['花\0', 'broken'],
    ['花\n子', 'broken'],
    ['あ'.repeat(50), undefined],
    ['あ'.repeat(51), 'too-long'],
    ['葛\u{E0100}'.repeat(50), undefined],
    ['Smith-Jones', undefined],
    ['\u3164', 'broken'],
    ['\u{E0100}', 'broken'],
    ['山 \u{E0100}', 'broken'],
    ['山\u200D田', 'broken'],
    ['山\u{E0041}', 'broken'],
    ['山\u{2FFFE}', 'broken'],
    ['\u3099か', 'broken'],
    ['か\u3099', undefined],
    ['葛\u{E0100}城', undefined],
    ['神\uFE00', undefined],
    ['👨\u200D👩', 'emoji'],
  ])('%j: %s', (text, fault) => expect(nameFault(text)).toBe(fault))

  it('keeps every byte but the outer spaces', () => {
    expect(tidyName(' 葛\u{E0100}　　城 ')).toBe('葛\u{E0100}　城')
    expect(tidyName('髙')).toBe('髙')
  })
})

describe('digits', () => {
  it.each([
    ['０８２０－２２−２１１１', '0820222111'],
    ['(0820) 22-2111', '0820222111'],
    ['12a', undefined],
    ['', ''],
  ])('%s', (text, digits) => {
    expect(digitsOnly(text)).toBe(digits)
  })
  it.each([
    ['１,２００', 1200],
    ['-5', -5],
    ['1.5', undefined],
    ['', undefined],
    ['9'.repeat(16), undefined],
  ])('%s is %s', (text, value) => {
    expect(readInteger(text)).toBe(value)
  })
  it('reads decimals and widths', () => {
    expect(readNumber('１２．５')).toBe(12.5)
    expect(readNumber('1e3')).toBeUndefined()
    expect(toHalfWidth('Ａ－１　＠')).toBe('A-1 @')
  })
})
