import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCode, readCode } from './code.ts'

test('a code is read back however it is typed', () => {
  for (const kind of ['number', 'secret'] as const) {
    const code = makeCode(kind)
    const wide = code.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    const spellings = [code, code.toLowerCase(), code.replace('-', ''), code.replace('-', ' ー '), wide, ` ${code} `]
    for (const spelling of spellings) expect(readCode(kind, spelling)).toBe(code)
  }
})

test('what cannot be a code is none', () => {
  for (const text of ['', '7K3M-92Q', '7K3M-92QX5', '7K3M-92Q0', 'IIII-IIII', 'あいうえおかきく'])
    expect(readCode('number', text)).toBeUndefined()
})

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const code = readCode('secret', text)
      if (code !== undefined) expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
    }),
  )
})

test('codes do not repeat', () => {
  expect(new Set(Array.from({ length: 2000 }, () => makeCode('secret'))).size).toBe(2000)
})
