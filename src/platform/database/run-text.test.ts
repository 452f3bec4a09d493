import { expect, test } from 'vitest'
import { inOnePiece, plainList } from './run-text.ts'

test('a plain list is what PostgreSQL reads as a list, with nothing where there is nothing', () => {
  expect(plainList(['0b8f2f1c-7a45-4f4e-9f0e-2f6f8a4b1c3d', null, 7, '2026-11-22T01:00:00.000Z', 'true'])).toBe(
    '{0b8f2f1c-7a45-4f4e-9f0e-2f6f8a4b1c3d,NULL,7,2026-11-22T01:00:00.000Z,true}',
  )
  expect(plainList([])).toBe('{}')
})

test('a value that needs quotation marks is refused', () => {
  for (const value of ['', 'a,b', 'null', 'NULL', 'a b', 'a"b', 'a}b', '柳', 'a\\b', 'a{b', 'a\nb', "a'b"])
    expect(() => plainList([value])).toThrow(/quotation marks/)
})

test('bytes in one piece end where the next begin; nothing takes no room', () => {
  const { bytes, cuts } = inOnePiece([Buffer.from('ab'), null, Buffer.from('cde')])
  expect([bytes.toString(), cuts]).toEqual(['abcde', '{0,2,2,5}'])
})
