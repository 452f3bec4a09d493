import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownPath } from '../own-path.ts'
import { readProfile, splitAddress, splitName } from './claims.ts'
import { codeLimits, codeRefusal, nextCodeAt, readCode, readEmail } from './contact-code.ts'
import { assuranceSuffices, sessionWarning } from './session.ts'

const now = new Date('2026-11-24T10:00:00+09:00')
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000)

describe('what an assurance is good for', () => {
  it.each([
    ['jpki-auth', ['jpki-auth'], true],
    ['jpki-sign', ['jpki-auth'], true],
    ['jpki-auth', ['jpki-sign'], false],
    ['contact', ['jpki-auth'], false],
    ['contact', ['contact', 'jpki-auth'], true],
    ['jpki-auth', ['contact'], true],
    ['none', ['contact'], false],
    ['contact', ['none'], true],
    ['gbiz-prime', ['jpki-auth'], false],
    ['jpki-sign', ['gbiz-prime'], false],
    ['gbiz-prime', ['gbiz-prime'], true],
    ['jpki-auth', [], false],
  ] as const)('%s for %j: %s', (have, accepted, suffices) => {
    expect(assuranceSuffices(have, accepted)).toBe(suffices)
  })
})

describe('the warning before a session ends', () => {
  it('names the nearer limit and says whether using the page moves it', () => {
    const idleEndsAt = new Date(now.getTime() + 5 * 60_000 + 59_000)
    const endsAt = new Date(now.getTime() + 60 * 60_000)
    expect(sessionWarning({ idleEndsAt, endsAt }, now)).toEqual({ endsAt: idleEndsAt, minutesLeft: 5, renewable: true })
    expect(sessionWarning({ idleEndsAt: endsAt, endsAt }, now).renewable).toBe(false)
    expect(sessionWarning({ idleEndsAt: minutesAgo(1), endsAt }, now).minutesLeft).toBe(0)
  })
})

describe('how many codes', () => {
  it('lets the third and refuses the fourth within a quarter of an hour', () => {
    expect(nextCodeAt(codeLimits.address, [minutesAgo(1), minutesAgo(2)], now)).toBeNull()
    expect(nextCodeAt(codeLimits.address, [minutesAgo(1), minutesAgo(2), minutesAgo(14)], now)).toEqual(
      new Date(now.getTime() + 60_000),
    )
    expect(nextCodeAt(codeLimits.address, [minutesAgo(1), minutesAgo(2), minutesAgo(15)], now)).toBeNull()
  })

  it('lets ten a day', () => {
    const tenToday = Array.from({ length: 10 }, (_, n) => minutesAgo(60 * (n + 1)))
    expect(nextCodeAt(codeLimits.address, tenToday, now)).toEqual(new Date(now.getTime() + 14 * 3_600_000))
    expect(nextCodeAt(codeLimits.address, tenToday.slice(1), now)).toBeNull()
  })

  it('never lets more than the limit pass in any quarter of an hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }), (steps) => {
        const sent: Date[] = []
        let at = now.getTime()
        for (const step of steps) {
          at += step * 60_000
          if (nextCodeAt(codeLimits.address, sent, new Date(at)) === null) sent.push(new Date(at))
        }
        return sent.every((first) => {
          const window = sent.filter((one) => one >= first && one.getTime() < first.getTime() + 15 * 60_000)
          return window.length <= 3
        })
      }),
    )
  })

  it('ends a code by time, use and tries', () => {
    const fresh = { tries: 0, expiresAt: new Date(now.getTime() + 1), usedAt: null }
    expect(codeRefusal(fresh, now)).toBeNull()
    expect(codeRefusal({ ...fresh, expiresAt: now }, now)).toBe('expired')
    expect(codeRefusal({ ...fresh, usedAt: now }, now)).toBe('expired')
    expect(codeRefusal({ ...fresh, tries: 5 }, now)).toBe('used-up')
  })
})

describe('what people type', () => {
  it.each([
    ['012345', '012345'],
    ['０１２ ３４５', '012345'],
    ['012-345', '012345'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
  ])('code %s', (typed, read) => expect(readCode(typed)).toBe(read))

  it.each([
    [' hanako@example.jp ', 'hanako@example.jp'],
    ['Hanako＠Example.JP', 'Hanako@example.jp'],
    ["o'neil+city@sub.example.co.jp", "o'neil+city@sub.example.co.jp"],
    ['a@@example.jp', null],
    ['a@example', null],
    ['a@-example.jp', null],
    ['a@example..jp', null],
    ['a b@example.jp', null],
    ['a@example.jp\nBcc: b@example.jp', null],
    ['a\u0000@example.jp', null],
    ['花子@example.jp', null],
  ])('address %j', (typed, read) => expect(readEmail(typed)).toBe(read))

  it('never lets a line break or a space through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (typed) => !/[\s\p{Cc}]/u.test(readEmail(`a${typed}@example.jp`) ?? ''),
      ),
    )
  })
})

describe('where a person goes on', () => {
  it.each([
    ['/me', '/me'],
    ['/forms/1?page=2#top', '/forms/1?page=2#top'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/a/../..//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [`/${'a'.repeat(600)}`, '/'],
    ['', '/'],
    [undefined, '/'],
  ])('%s', (wanted, path) => expect(ownPath(wanted)).toBe(path))

  it('is never another host, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
        const path = ownPath(`/${a}${b}`)
        return new URL(path, 'https://own.example').origin === 'https://own.example' && !path.startsWith('//')
      }),
    )
  })
})

describe('what the card says', () => {
  it.each([
    ['山口県柳井市柳井1234番地5　見本荘101', '柳井市', '柳井', '1234番地5', '見本荘101'],
    ['山口県柳井市古開作1番地', '柳井市', '古開作', '1番地', undefined],
    ['東京都千代田区霞が関２丁目１番２号', '千代田区', '霞が関', '２丁目１番２号', undefined],
    ['京都府京都市中京区寺町通御池上る', '京都市中京区', '寺町通御池上る', '', undefined],
    ['山口県熊毛郡平生町大字平生町210番地の1', '熊毛郡平生町', '大字平生町', '210番地の1', undefined],
    ['三重県四日市市諏訪町1番5号', '四日市市', '諏訪町', '1番5号', undefined],
    ['広島県廿日市市下平良1丁目11番1号', '廿日市市', '下平良', '1丁目11番1号', undefined],
  ])('%s', (whole, city, town, block, building) => {
    const { prefecture: _, postcode: __, ...read } = splitAddress(whole, '')
    expect(read).toEqual({ city, town, block, ...(building === undefined ? {} : { building }) })
  })

  it('splits a name at its space and keeps rare characters as they are', () => {
    expect(splitName('𠮷田　花󠄀子')).toEqual({ family: '𠮷田', given: '花󠄀子' })
    expect(splitName('見本 太郎')).toEqual({ family: '見本', given: '太郎' })
    expect(splitName('MADONNA')).toEqual({ family: 'MADONNA', given: '' })
    expect(splitName('SMITH　JOHN PAUL')).toEqual({ family: 'SMITH', given: 'JOHN PAUL' })
  })

  it('understands デジタル認証アプリ, where name and address are one text', () => {
    const profile = readProfile({
      sub: 'x',
      name: '見本　花子',
      birthdate: '1990-04-12',
      gender: '2',
      address: '山口県柳井市柳井1番地',
    })
    expect(profile).toMatchObject({
      fullName: '見本　花子',
      sex: 'female',
      birth: '1990-04-12',
      fullAddress: '山口県柳井市柳井1番地',
    })
  })

  it.each(['name', 'birthdate', 'address'])('is not enough without %s', (missing) => {
    const all = { sub: 'x', name: '見本　花子', birthdate: '1990-04-12', address: '山口県柳井市柳井1番地' }
    expect(readProfile(all)).not.toBeNull()
    expect(readProfile({ ...all, [missing]: undefined })).toBeNull()
  })
})
