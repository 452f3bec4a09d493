import { describe, expect, it } from 'vitest'
import { findBank, findBranch, searchBanks, searchBranches } from './banks.ts'
import { placesOfPostcode } from './postcodes.ts'

describe('postcodes', () => {
  it('finds a town of 柳井市', () => {
    expect(placesOfPostcode('7420021')).toEqual([
      {
        postcode: '7420021',
        municipality: '35212',
        prefecture: '山口県',
        city: '柳井市',
        town: '柳井',
        townKana: 'ヤナイ',
      },
    ])
  })
  it('says when more towns share a code', () => {
    expect(placesOfPostcode('4520961')).toMatchObject([{ city: '清須市', town: '春日明河原', several: true }])
    expect(placesOfPostcode('7420031')[0]?.several).toBeUndefined()
  })
  it('leaves the town empty where the code stands for a whole city, and drops the brackets', () => {
    expect(placesOfPostcode('7420000')).toMatchObject([{ city: '柳井市', town: '', townKana: '' }])
    expect(placesOfPostcode('7420344')).toMatchObject([{ city: '岩国市', town: '玖珂町', townKana: 'クガマチ' }])
  })
  it('knows offices with a code of their own', () => {
    expect(placesOfPostcode('7428714')).toMatchObject([{ office: '柳井市役所' }])
  })
  it.each(['0000000', '74', 'abcdefg', ''])('knows none for %s', (code) => expect(placesOfPostcode(code)).toEqual([]))
})

describe('banks', () => {
  it('finds banks and branches', () => {
    expect(findBank('0170')).toEqual({ code: '0170', name: '山口', kana: 'ヤマグチ' })
    expect(findBranch('0170', '069')).toMatchObject({ name: '柳井' })
    expect(findBranch('9900', '738')).toMatchObject({ name: '七三八' })
    expect([
      findBank('9999'),
      findBranch('0170', '999'),
      findBank('constructor'),
      findBranch('0170', 'toString'),
    ]).toEqual([undefined, undefined, undefined, undefined])
  })
  it('searches', () => {
    expect(searchBanks('山口銀行')[0]).toMatchObject({ code: '0170' })
    expect(searchBanks('やまぐち')[0]).toMatchObject({ code: '0170' })
    expect(searchBranches('0170', 'やない').map((branch) => branch.code)).toEqual(['069', '192'])
    expect([searchBanks(''), searchBranches('9999', 'やない')]).toEqual([[], []])
  })
})
