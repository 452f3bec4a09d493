import { describe, expect, it } from 'vitest'
import { convertYucho, isHolderOf, readAccountNumber, readHolderKana } from './account.ts'
import { addressLines, fullAddress, normaliseBlock, readPostcode } from './address.ts'
import { formatYen, readYen } from './money.ts'
import { readPhone } from './phone.ts'

const home = {
  postcode: '7420021',
  prefecture: '山口県',
  city: '柳井市',
  town: '柳井',
  block: '123-4',
  building: '柳荘101',
}

describe('addresses', () => {
  it.each([
    ['１２３番地の４', '123-4'],
    ['10番1号', '10-1'],
    ['1番地', '1'],
    ['1丁目2番3号', '1-2-3'],
    ['無番地', '番地なし'],
    ['甲１２番地', '甲12'],
    ['12－3', '12-3'],
    ['12ー3', '12-3'],
    ['1234番地2', '1234-2'],
    ['字宮本５の１', '字宮本5-1'],
  ])('%s is %s', (text, block) => expect(normaliseBlock(text)).toBe(block))
  it('writes an address', () => {
    expect(fullAddress(home)).toBe('山口県柳井市柳井123-4　柳荘101')
    expect(fullAddress({ ...home, block: '番地なし', building: '' })).toBe('山口県柳井市柳井')
    expect(addressLines(home)).toEqual(['〒742-0021', '山口県柳井市柳井123-4', '柳荘101'])
  })
  it.each([
    ['〒742-0021', '7420021'],
    ['７４２－００２１', '7420021'],
    ['742002', undefined],
  ])('%s', (text, code) => expect(readPostcode(text)).toBe(code))
})

describe('phones', () => {
  it.each([
    ['0820222111', '0820-22-2111'],
    ['０８２０－２２－２１１１', '0820-22-2111'],
    ['09012345678', '090-1234-5678'],
    ['(083)922-0000', '083-922-0000'],
    ['03 1234 5678', '03-1234-5678'],
    ['+81 90 1234 5678', '090-1234-5678'],
    ['0120123456', '0120-123-456'],
    ['0266-12-3456', '0266-12-3456'],
  ])('%s is %s', (text, phone) => expect(readPhone(text)).toMatchObject({ ok: true, phone }))
  it.each([
    ['', 'empty'],
    ['でんわ', 'not-a-number'],
    ['12345', 'no-leading-zero'],
    ['0901234567', 'ok'],
    ['090123456', 'wrong-length'],
    ['04012345678', 'wrong-length'],
  ])('%s: %s', (text, refusal) => {
    const reading = readPhone(text)
    expect(reading.ok ? 'ok' : reading.refusal).toBe(refusal)
  })
})

describe('money', () => {
  it('is whole yen', () => {
    expect(formatYen(1_234_567)).toBe('1,234,567円')
    expect(formatYen(-1200)).toBe('-1,200円')
    expect(readYen('１２,３００円')).toBe(12_300)
    expect(readYen('12.5円')).toBeUndefined()
  })
})

describe('accounts', () => {
  it.each([
    ['17300', '19927651', '738', '1992765', 'ordinary'],
    ['10530', '12345671', '058', '1234567', 'ordinary'],
    ['00530', '123456', '059', '0123456', 'current'],
    ['１０５３０', '１', 'not-convertible', '', ''],
    ['17300', '19927650', 'not-convertible', '', ''],
    ['27300', '19927651', 'symbol', '', ''],
    ['17301', '19927651', 'symbol', '', ''],
    ['00530', '12345678', 'number', '', ''],
  ])('%s-%s', (symbol, number, branch, account, type) => {
    const done = convertYucho(symbol, number)
    expect(done.ok ? [done.branchCode, done.accountNumber, done.accountType] : [done.refusal, '', '']).toEqual([
      branch,
      account,
      type,
    ])
  })
  it('names the branch', () => expect(convertYucho('00530', '123456')).toMatchObject({ branchName: '〇五九' }))
  it.each([
    ['123', '0000123'],
    ['１２３４５６７', '1234567'],
    ['0000000', undefined],
    ['12345678', undefined],
  ])('account %s', (text, number) => {
    expect(readAccountNumber(text)).toBe(number)
  })
  it.each([
    ['やない　はなこ', 'ﾔﾅｲ ﾊﾅｺ'],
    ['シャチョウ', 'ｼﾔﾁﾖｳ'],
    ['ヲガワ　ショーコ', 'ｵｶﾞﾜ ｼﾖ-ｺ'],
    ['ｶ)ﾔﾅｷﾞ', 'ｶ)ﾔﾅｷﾞ'],
    ['ＡＢＣ', 'ABC'],
  ])('holder %s is %s', (text, kana) => expect(readHolderKana(text)).toEqual({ ok: true, kana, cut: false }))
  it('cuts a long holder and refuses kanji', () => {
    expect(readHolderKana('ア'.repeat(31))).toEqual({ ok: true, kana: 'ｱ'.repeat(30), cut: true })
    expect(readHolderKana('柳井花子')).toEqual({ ok: false, refusal: 'characters' })
    expect([isHolderOf('ﾔﾅｲ ﾊﾅｺ', 'ヤナイ', 'ハナコ'), isHolderOf('ﾔﾅｲ ﾀﾛｳ', 'ヤナイ', 'ハナコ')]).toEqual([
      true,
      false,
    ])
  })
})
