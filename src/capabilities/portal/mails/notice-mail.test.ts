import { describe, expect, test } from 'vitest'
import { testCities } from '../../../../test/support/services.ts'
import { type Locale, locales } from '../../../platform/i18n/local-text.ts'
import { mailMessages } from './messages.ts'
import { type News, noticeMail, type Occasion } from './notice-mail.ts'

const city = testCities[0]
if (city === undefined) throw new Error('no city')
const { subject: _subject, opening: _opening, look: _look, closing: _closing, ...said } = mailMessages.ja
const occasions = Object.keys(said) as readonly Occasion[]

const mail = (locale: Locale, news: News, hasMailbox = true) =>
  noticeMail({
    city,
    to: 'hanako@example.jp',
    locale,
    procedure: { ja: '児童手当の認定請求', easy: '児童手当《じどうてあて》', en: 'Child allowance' },
    receiptNumber: 'KJ-R8-004821-6',
    hasMailbox,
    news,
    idempotencyKey: 'k',
  })

describe.each(locales)('the mails in %s', (locale) => {
  test('say of each occasion what happened and what is next, each in words of its own', () => {
    const texts = occasions.map((occasion) => mail(locale, { occasion, by: '2026-12-08' }))
    expect(new Set(texts.map(({ text }) => text)).size).toBe(occasions.length)
    for (const { subject, text } of texts) {
      expect(subject).toContain('KJ-R8-004821-6')
      expect(text).toContain('KJ-R8-004821-6')
      expect(text).not.toMatch(/[《》｜]|undefined|https?:|hanako/)
    }
  })

  test('give every kanji of やさしい日本語 its reading', () => {
    if (locale !== 'easy') return
    const easyCity = { ...city, nameEasy: '柳井市《やないし》' }
    for (const occasion of occasions) {
      const { text, subject } = noticeMail({
        city: easyCity,
        to: 'x@example.jp',
        locale,
        procedure: '申請《しんせい》',
        receiptNumber: 'KJ-R8-004821-6',
        hasMailbox: occasion !== 'received',
        news: { occasion, by: '2026-12-09' },
        idempotencyKey: 'k',
      })
      for (const each of [subject, text])
        expect(each.replace(/\p{Script=Han}+（\p{Script=Hiragana}+）/gu, '')).not.toMatch(/\p{Script=Han}/u)
    }
  })

  test('lead to the mailbox, or to the number and the secret where there is none', () => {
    const words = { ja: ['受信箱', '合言葉'], easy: ['受信箱', '合言葉'], en: ['Mailbox', 'secret'] }[locale]
    expect(mail(locale, { occasion: 'received' }).text).toContain(words[0])
    expect(mail(locale, { occasion: 'received' }).text).not.toContain(words[1])
    expect(mail(locale, { occasion: 'received' }, false).text).toContain(words[1])
  })
})

test('a correction names its last day, an offer its last moment', () => {
  expect(mail('ja', { occasion: 'correction', by: '2026-12-08' }).text).toBe(
    [
      '「児童手当の認定請求」（受付番号 KJ-R8-004821-6）についてのお知らせです。',
      '',
      '直してほしいところがあります。',
      '12月8日（火）までに、直した内容を送ってください。直すところと理由は、お知らせに書いてあります。',
      '',
      `くわしくは、${city.name}のデジタル市役所を開き、サインインして「受信箱」をごらんください。`,
      'このメールに、お名前や申請の内容、リンクは入れていません。このメールには返信できません。',
      '',
    ].join('\n'),
  )
  expect(mail('en', { occasion: 'correction', by: '2026-12-08' }).text).toContain('by Tuesday 8 December')
  expect(mail('easy', { occasion: 'correction', by: '2026-12-08' }).text).toContain('8日（ようか）')
  expect(mail('ja', { occasion: 'place-offered', by: new Date('2026-12-08T08:00:00Z') }).text).toContain(
    '令和8年12月8日（火）17:00までに',
  )
  expect(mail('ja', { occasion: 'awaiting-payment' }).text).toContain('費用を払うと、手続きが先に進みます')
})
