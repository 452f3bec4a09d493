import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerValue } from '../language/answers.ts'
import type { Field, FieldType } from '../language/definition.ts'
import { fieldTypes } from '../language/field-types.ts'
import { consentTextHash } from './consent-text.ts'
import { fieldKind } from './index.ts'
import type { FieldContext, Posted } from './kind.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'
import { isMessage, problemSentence } from './sentences.ts'

const label = { ja: '項目', easy: '項目', en: 'Field' }
const entries = [
  { id: 'sofa', label: { ja: 'ソファー' }, facts: {} },
  { id: 'bed', label: { ja: 'ベッド' }, facts: {}, left: 2 },
]
const choices = [
  { id: 'a', label: { ja: 'あ' }, code: '01' },
  { id: 'b', label: { ja: 'い' } },
]

function contextOf(type: FieldType, extra: Partial<Field> = {}, more: Partial<FieldContext> = {}): FieldContext {
  const field: Field = {
    id: 'x',
    type,
    label,
    ...(type === 'account' ? {} : { choices }),
    consent: { version: '1', text: label },
    ...extra,
  }
  return {
    field,
    today: '2026-11-20',
    choices,
    entries,
    city: {
      settings: {},
      register: () => entries,
      isClosedDay: () => false,
      sealNumber: () => ({ sealedTo: 'mynumber', box: 'sealed' }),
    },
    ...more,
  }
}

function posted(parts: Readonly<Record<string, string | readonly string[]>>): Posted {
  const all = (part: string): readonly string[] => [parts[part] ?? []].flat()
  return { all, get: (part) => all(part).at(-1) ?? '', parts: () => Object.keys(parts) }
}

function read(
  type: FieldType,
  parts: Parameters<typeof posted>[0] | string,
  extra?: Partial<Field>,
  more?: Partial<FieldContext>,
) {
  const reading = fieldKind(type).read(
    posted(typeof parts === 'string' ? { '': parts } : parts),
    contextOf(type, extra, more),
    undefined,
  )
  return reading.answer === undefined
    ? reading.problems.map(({ code, part }) => (part ? `${code} ${part}` : code))
    : reading.answer
}

describe('every field type', () => {
  it.each(fieldTypes)('%s names all its problems, each with a sentence in three languages', (type) => {
    for (const code of fieldKind(type).problems) {
      expect(isMessage(code), code).toBe(true)
      const sentence = problemSentence(
        { code, params: { min: 1, max: 2, line: 3, over: 3, example: 'x', suggestion: 'x', name: 'x', bank: 'x' } },
        label,
      )
      for (const text of [sentence.ja, sentence.easy, sentence.en]) expect(text).not.toMatch(/[{}]/)
    }
  })

  it.each(fieldTypes)('%s takes what it has read, shows it, and reads it again from its own form', (type) => {
    const kind = fieldKind(type)
    const samples: Partial<Record<FieldType, Record<string, string>>> = {
      text: { '': '見本' },
      'long-text': { '': '1行目\r\n2行目' },
      kana: { '': 'やない' },
      name: { family: '柳', given: '花子' },
      date: { '': '2026-11-20' },
      'year-month': { '': '2026-11' },
      time: { '': '14:30' },
      phone: { '': '0820000000' },
      email: { '': 'a@example.jp' },
      number: { '': '3' },
      money: { '': '3,000' },
      choice: { '': 'a' },
      'multi-choice': { '': 'a' },
      'yes-no': { '': 'yes' },
      'map-point': { lat: '33.96', lng: '132.1' },
      'map-shape': { kind: 'line', points: '33.96, 132.1\n33.961, 132.101' },
      consent: { agreed: 'yes', version: '1' },
      'register-choice': { '': 'bed' },
      file: { how: 'post' },
      photo: { how: 'post' },
      address: { postcode: '742-8714', prefecture: '山口県', city: '柳井市', town: '南町一丁目', block: '10番2号' },
      account: {
        choice: 'designated',
        kind: 'yucho',
        yuchoSymbol: '17300',
        yuchoNumber: '19927651',
        holderKana: 'やない はなこ',
      },
    }
    const sample = samples[type]
    if (!sample) return
    const context = contextOf(type, { alternatives: ['post'] })
    const { answer, problems } = kind.read(posted(sample), context, undefined)
    expect(problems).toEqual([])
    const kept = answer ?? expect.fail(`${type} read nothing`)
    expect(kind.check(kept, context)).toEqual([])
    expect(kind.show(kept, context).ja).not.toBe('')
    expect(kind.read(posted(kind.typed(kept)), context, kept).answer).toEqual(kept)
    expect(JSON.parse(JSON.stringify(kept))).toEqual(kept)
  })

  it.each(fieldTypes)('%s survives any post and any stored value', (type) => {
    const kind = fieldKind(type)
    const context = contextOf(type)
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('', ...kind.parts), fc.string({ unit: 'binary', maxLength: 40 })),
        (parts) => {
          const { answer } = kind.read(posted(parts), context, undefined)
          return answer === undefined || kind.check(answer, context).every(({ code }) => isMessage(code))
        },
      ),
    )
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        if (json === null) return true
        const answer = json as AnswerValue
        if (kind.check(answer, context).length === 0) kind.show(answer, context)
        kind.value(answer, context)
        kind.exportText(answer, context)
        return true
      }),
    )
  })

  it('has the same sentences in every language', () => {
    expect(Object.keys(easy)).toEqual(Object.keys(ja))
    expect(Object.keys(en)).toEqual(Object.keys(ja))
  })
})

describe('names', () => {
  it('keep every byte: 異体字 and variation selectors too', () => {
    const family = '邉\u{E0102}'
    expect(read('name', { family: ` ${family} `, given: '𠮷' })).toEqual({ family, given: '𠮷' })
  })

  it.each([
    ['an emoji', { family: '柳😀', given: '花' }, ['name-emoji family']],
    ['NUL', { family: '柳\0', given: '花' }, ['name-broken family']],
    ['a lone surrogate', { family: '\ud842', given: '花' }, ['name-broken family']],
    ['half a name', { family: '柳', given: '' }, ['missing-given given']],
    ['a novel', { family: '柳'.repeat(51), given: '花' }, ['name-too-long family']],
  ])('%s is refused with a sentence', (_, parts, problems) => {
    expect(read('name', parts)).toEqual(problems)
  })
})

describe('what can be normalised is normalised, never refused', () => {
  it.each<[FieldType, string, AnswerValue]>([
    ['kana', 'ﾔﾅｲ　たろう', 'ヤナイ　タロウ'],
    ['phone', '０９０（１２３４）５６７８', '090-1234-5678'],
    ['number', '１，２３４', 1234],
    ['money', '￥3,000円', 3000],
    ['date', '令和元年5月1日', '2019-05-01'],
    ['date', 'R8.4.1', '2026-04-01'],
    ['time', '午後2時', '14:00'],
    ['email', 'ａ＠example.jp', 'a@example.jp'],
  ])('%s %s', (type, typed, answer) => {
    expect(read(type, typed)).toEqual(answer)
  })

  it('codes of a named pattern: width and hyphens', () => {
    expect(read('text', '３９２-1234 56789012', { pattern: 'microchip' })).toBe('392123456789012')
    expect(read('text', '123', { pattern: 'microchip' })).toEqual(['pattern'])
    expect(read('text', '７000012050002', { check: 'corporate-number' })).toBe('7000012050002')
    expect(read('text', '7000012050003', { check: 'corporate-number' })).toEqual(['check-digit'])
  })

  it('invisible marks of copied text go, and nothing else', () => {
    expect(read('text', '\uFEFF柳井\u200B市 ')).toBe('柳井市')
    expect(read('text', 'a\0b')).toEqual(['characters'])
  })

  it('full-width letters stay where they are free text', () => {
    expect(read('text', 'ＡＢＣ')).toBe('ＡＢＣ')
    expect(read('long-text', 'ｱｲｳ😀')).toBe('ｱｲｳ😀')
  })
})

describe('dates', () => {
  it('say which part is missing, and what day was meant', () => {
    expect(read('date', { era: 'reiwa', year: '8', month: '4', day: '' })).toEqual(['missing-day day'])
    expect(read('date', { era: 'heisei', year: '31', month: '5', day: '1' })).toEqual(['outside-era year'])
    expect(read('date', { era: 'reiwa', year: '8', month: '2', day: '30' })).toEqual(['no-such-day'])
    expect(read('date', { era: 'reiwa', year: '2026', month: '4', day: '1' })).toBe('2026-04-01')
    expect(read('date', '2026-11-21', {}, { max: '2026-11-20' })).toEqual(['too-late'])
    expect(problemSentence({ code: 'too-late', params: { max: '2026-11-20' } }, label).ja).toBe(
      '「項目」は令和8年11月20日か、それより前にしてください',
    )
  })
})

describe('addresses', () => {
  it('a house has no 方書: an empty text in expressions, so that what is joined with it is not lost', () => {
    const house = { postcode: '7428714', prefecture: '山口県', city: '柳井市', town: '南町', block: '10-2' }
    expect(fieldKind('address').value(house, contextOf('address'))).toEqual({ ...house, building: '' })
    expect(fieldKind('address').value({ ...house, building: '101' }, contextOf('address'))).toEqual({
      ...house,
      building: '101',
    })
    expect(fieldKind('address').value('南町', contextOf('address'))).toBeNull()
  })
})

describe('accounts', () => {
  it('ゆうちょ 記号・番号 become 店番 and 口座番号', () => {
    const answer = read('account', {
      choice: 'designated',
      kind: 'yucho',
      yuchoSymbol: '１７３００',
      yuchoNumber: '19927651',
      holderKana: 'ﾔﾅｲ ﾊﾅｺ',
    })
    expect(answer).toMatchObject({
      bankCode: '9900',
      branchCode: '738',
      branchName: '七三八',
      accountNumber: '1992765',
      accountType: 'ordinary',
      holderKana: 'ﾔﾅｲ ﾊﾅｺ',
    })
  })

  it('say every part to put right', () => {
    expect(
      read('account', { choice: 'designated', kind: 'bank', bankCode: '9998', accountNumber: '0', holderKana: '柳井' }),
    ).toEqual(['bank-unknown bankName', 'account-number accountNumber', 'holder-kana holderKana'])
    expect(
      read('account', {
        choice: 'designated',
        kind: 'yucho',
        yuchoSymbol: '17300',
        yuchoNumber: '19927652',
        holderKana: 'ヤナイ',
      }),
    ).toEqual(['yucho-not-convertible yuchoNumber'])
    expect(read('account', { choice: 'registered-public' })).toEqual({ choice: 'registered-public' })
  })
})

describe('個人番号', () => {
  it('leaves this program sealed, and is never shown', () => {
    const kind = fieldKind('individual-number')
    const answer = read('individual-number', '１２３４ ５６７８ ９０１８') as AnswerValue
    expect(answer).toEqual({ sealedTo: 'mynumber', box: 'sealed' })
    expect(
      JSON.stringify([
        kind.show(answer, contextOf('individual-number')),
        kind.typed(answer),
        kind.exportText(answer, contextOf('individual-number')),
      ]),
    ).not.toContain('1234')
    expect(read('individual-number', '123456789012')).toEqual(['individual-number'])
  })
})

describe('choices and consent', () => {
  it('only what is offered is taken', () => {
    expect(read('choice', 'c')).toEqual(['not-a-choice'])
    expect(read('multi-choice', { '': ['b', 'a', 'a'] })).toEqual(['a', 'b'])
    expect(read('multi-choice', { '': ['a', 'z'] })).toEqual(['not-a-choice'])
    expect(read('register-choice', 'piano')).toEqual(['entry-closed'])
    expect(read('register-choice', { sofa: '２', bed: '' }, { register: { id: 'r', quantity: true } })).toEqual([
      { entry: 'sofa', quantity: 2 },
    ])
    expect(read('register-choice', { sofa: '-1' }, { register: { id: 'r', quantity: true } })).toEqual([
      'quantity sofa',
    ])
    expect(read('consent', { agreed: 'no', version: '1' })).toEqual(['consent-needed'])
    expect(read('consent', { agreed: 'yes', version: '0' })).toEqual(['consent-changed'])
  })

  it('a consent keeps which text was shown, and a text that changed under the same version is asked again', () => {
    const shown = { ja: '記録を見ることに同意します', en: 'I agree that the records are looked at' }
    const asked = { consent: { version: '1', text: shown } }
    for (const locale of ['ja', 'easy', 'en'] as const) {
      const text = consentTextHash(shown, locale)
      expect(read('consent', { agreed: 'yes', version: '1', text }, asked)).toEqual({
        agreed: true,
        version: '1',
        text,
      })
    }
    expect(consentTextHash(shown, 'easy')).toBe(consentTextHash(shown, 'ja'))
    expect(consentTextHash(shown, 'en')).not.toBe(consentTextHash(shown, 'ja'))
    const before = consentTextHash({ ja: '記録を見ることに同意します。' }, 'ja')
    expect(read('consent', { agreed: 'yes', version: '1', text: before }, asked)).toEqual(['consent-changed'])
  })
})
