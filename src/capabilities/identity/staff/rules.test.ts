import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { browserName } from './browser-name.ts'
import { hashPassword, isOutdated, passwordMatches, passwordProblem } from './password.ts'
import { permissionsOn } from './permissions.ts'
import { inScope } from './session.ts'
import { isClosed, mostFailures, nextTryAfter } from './throttle.ts'
import { newTotpSecret, stepOf, totpCode, totpStep } from './totp.ts'

const now = new Date('2026-11-24T10:00:00+09:00')
const about = ['S001', '青木 さくら', '柳井市（デモ）', 'Yanai City (demo)', 'yanai']

describe('a new password', () => {
  it.each([
    ['短い', 'too-short'],
    ['abcdefghijklmn', 'too-short'],
    ['a'.repeat(129), 'too-long'],
    ['passwordpassword', 'common'],
    ['PasswordPassword1!', 'common'],
    ['aaaaaaaaaaaaaaaa', 'common'],
    ['abcabcabcabcabcabc', 'common'],
    ['123456789012345', 'common'],
    ['abcdefghijklmnop', 'common'],
    ['qwertyuiopasdfghjkl', 'common'],
    ['poiuytrewqpoiuytrewq', 'common'],
    ['ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ', 'common'],
    ['パスワードパスワードパスワード', 'common'],
    ['1qaz2wsx3edc4rfv', 'common'],
    ['sakura-yanai-2026', 'common'],
    ['S001S001S001xyz!', 'about-you'],
    ['青木 さくら青木 さくら123', 'about-you'],
  ])('%s: %s', (password, problem) => expect(passwordProblem(password, about)).toBe(problem))

  it.each([
    'きょうは庭の柿を三つ食べました',
    'correct horse battery staple',
    'tsukue no ue ni aoi hana',
    '🐢🐇🐢🐇 kame to usagi ga hashiru',
    'xxxxxxxQuartz-Lantern-93',
  ])('%s is fine', (password) => expect(passwordProblem(password, about)).toBeNull())

  it('has no rules on kinds of characters: long random words pass', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 24, maxLength: 60 })
    fc.assert(
      fc.property(word, (password) => {
        const problem = passwordProblem(password, [])
        return problem === null || problem === 'common'
      }),
    )
  })
})

describe('keeping a password', () => {
  it('matches itself only, in either Unicode form, and is salted', async () => {
    const hash = await hashPassword('ガギグゲゴの長い合い言葉です')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
    expect(await passwordMatches(hash, 'ガギグゲゴの長い合い言葉です'.normalize('NFD'))).toBe(true)
    expect(await passwordMatches(hash, 'ガギグゲゴの長い合い言葉でず')).toBe(false)
    expect(await hashPassword('ガギグゲゴの長い合い言葉です')).not.toBe(hash)
    expect(isOutdated(hash)).toBe(false)
    expect(
      isOutdated('$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
    ).toBe(true)
  })

  it('never matches where nobody is, whatever is typed', async () => {
    expect(await passwordMatches(null, '')).toBe(false)
    expect(await passwordMatches(null, 'mihon-no-aikotoba-aoki')).toBe(false)
  })
})

describe('the code of an app', () => {
  it('fits its half minute and the two beside it', () => {
    const secret = newTotpSecret()
    const step = stepOf(now)
    for (const offset of [-1, 0, 1]) expect(totpStep(secret, totpCode(secret, step + offset), now)).toBe(step + offset)
    for (const offset of [-2, 2])
      expect([null, step - 1, step, step + 1]).toContain(totpStep(secret, totpCode(secret, step + offset), now))
    expect(totpStep(secret, '', now)).toBeNull()
    expect(totpStep(secret, 'abcdef', now)).toBeNull()
  })

  it('is the code of RFC 6238', () => {
    // Appendix B, SHA-1, the last six of the eight digits; the secret is "12345678901234567890".
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(totpCode(secret, Math.floor(59 / 30))).toBe('287082')
    expect(totpCode(secret, Math.floor(1111111109 / 30))).toBe('081804')
    expect(totpCode(secret, Math.floor(2000000000 / 30))).toBe('279037')
  })
})

describe('waiting after failures', () => {
  const seconds = (failures: number, device: 'known' | 'unknown'): number =>
    (nextTryAfter(failures, device, now).getTime() - now.getTime()) / 1000

  it('begins after the fourth and doubles up to a limit that is shorter for a known device', () => {
    expect([1, 4, 5, 6, 7].map((n) => seconds(n, 'unknown'))).toEqual([0, 0, 2, 4, 8])
    expect(seconds(30, 'unknown')).toBe(900)
    expect(seconds(30, 'known')).toBe(60)
  })

  it('closes the account to strangers at a hundred, never to a known device', () => {
    expect(isClosed(nextTryAfter(mostFailures - 1, 'unknown', now))).toBe(false)
    expect(isClosed(nextTryAfter(mostFailures, 'unknown', now))).toBe(true)
    expect(isClosed(nextTryAfter(100_000, 'known', now))).toBe(false)
  })
})

describe('roles with dates', () => {
  it('count on their first and last day, not before and after', () => {
    const grants = [{ role: 'accounts', from: '2026-04-01', to: '2026-11-30' } as const]
    const may = (day: string): boolean => permissionsOn(grants, day).has('accounts.record')
    expect(['2026-03-31', '2026-04-01', '2026-11-30', '2026-12-01'].map(may)).toEqual([false, true, true, false])
  })

  it('say what is in scope', () => {
    const scope = { all: false, sectionIds: ['a'], confidential: false }
    expect([inScope(scope, 'a'), inScope(scope, 'b'), inScope({ ...scope, all: true }, 'b')]).toEqual([
      true,
      false,
      true,
    ])
  })
})

describe('the name of a browser', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge・Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari・iPad・iPhone'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox・Linux'],
    ['<script>alert(1)</script>', 'ブラウザー'],
    ['', 'ブラウザー'],
  ])('%s', (agent, name) => expect(browserName(agent)).toBe(name))
})
