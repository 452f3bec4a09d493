import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  corporateNumberCheckDigit,
  individualNumberCheckDigit,
  insurerCheckDigit,
  isCorporateNumber,
  isIndividualNumber,
  isInsurerNumber,
  isLocalGovernmentCode,
  localGovernmentCheckDigit,
  modulus10,
} from './check-digits.ts'
import { makeReceiptNumber, readReceiptNumber } from './receipt-number.ts'

describe('check digits', () => {
  it.each([
    ['983205673214', true],
    ['983205673210', false],
    ['123456789018', true],
    ['111111111118', true],
    ['999999999996', true],
    ['000000000000', false],
    ['12345678901', false],
    ['12345678901８', false],
  ])('個人番号 %s: %s', (text, valid) => expect(isIndividualNumber(text)).toBe(valid))
  it('個人番号 of 12345678901', () => expect(individualNumberCheckDigit('12345678901')).toBe(8))

  it.each([
    ['7000012050002', true],
    ['8000020130001', true],
    ['2000020350001', true],
    ['7000012050003', false],
    ['4000020352128', true],
    ['8000020131016', true],
  ])('法人番号 %s: %s', (text, valid) => expect(isCorporateNumber(text)).toBe(valid))
  it('法人番号 of 柳井市', () => expect(corporateNumberCheckDigit('000020352128')).toBe(4))

  it.each([
    ['35212', 8],
    ['13101', 6],
    ['35000', 1],
  ])('地方公共団体コード %s: %i', (body, digit) => expect(localGovernmentCheckDigit(body)).toBe(digit))
  it('地方公共団体コード', () =>
    expect([isLocalGovernmentCode('352128'), isLocalGovernmentCode('352127')]).toEqual([true, false]))

  it.each([
    ['252098', true],
    ['242081', true],
    ['352120', true],
    ['352121', false],
    ['06139463', true],
  ])('保険者番号 %s: %s', (text, valid) => {
    expect(isInsurerNumber(text)).toBe(valid)
  })
  it('保険者番号 of 柳井市', () => expect(insurerCheckDigit('35212')).toBe(0))

  it.each([
    ['978400310101', 8],
    ['9190808103021001997007091753011008310005000', 9],
    ['9191234520260001000001234567802606300003500', 8],
  ])('modulus 10 of %s: %i', (body, digit) => expect(modulus10(body)).toBe(digit))

  it('finds every single wrong digit', () => {
    const body = fc.stringMatching(/^\d{10}$/)
    fc.assert(
      fc.property(body, fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, change) => {
        const other = String((Number(digits[place]) + change) % 10)
        expect(modulus10(digits.slice(0, place) + other + digits.slice(place + 1))).not.toBe(modulus10(digits))
      }),
    )
  })
})

describe('receipt numbers', () => {
  it('is made of prefix, era year, counter and check digit', () => {
    expect(makeReceiptNumber('KJ', '2026-11-22', 4821)).toBe('KJ-R8-004821-3')
    expect(makeReceiptNumber('EV', '2026-01-01', 1)).toBe('EV-R8-000001-3')
    expect(makeReceiptNumber('EV', '2019-04-30', 1)).toBe('EV-H31-000001-1')
  })
  it.each(['KJ-R8-004821-3', 'kj-r8-004821-3', 'ＫＪ－Ｒ８－００４８２１－３', 'KJR80048213', ' KJ-R8-004821-3 '])(
    'reads %s',
    (text) => {
      expect(readReceiptNumber(text)).toMatchObject({ ok: true, text: 'KJ-R8-004821-3' })
    },
  )
  it.each([
    ['KJ-R8-004821-4', 'check-digit'],
    ['KJ-R8-004812-3', 'check-digit'],
    ['KJ', 'unreadable'],
    ['KJ-X8-004821-3', 'unreadable'],
  ])('refuses %s', (text, refusal) => {
    expect(readReceiptNumber(text)).toEqual({ ok: false, refusal })
  })
  it('refuses to make what can’t be', () => {
    expect(() => makeReceiptNumber('K', '2026-11-22', 1)).toThrow()
    expect(() => makeReceiptNumber('KJ', '2026-11-22', 1_000_000)).toThrow()
  })
  it('reads back all it makes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.constantFrom('2019-01-15', '2026-11-22', '2040-12-31'),
        (counter, day) => {
          const reading = readReceiptNumber(makeReceiptNumber('IN', day, counter))
          expect(reading.ok && reading.number.counter).toBe(counter)
        },
      ),
    )
  })
})
