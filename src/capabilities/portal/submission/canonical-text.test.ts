import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SummarySection } from '../../procedures/engine.ts'
import { type CanonicalContent, canonicalBytes, canonicalText } from './canonical-text.ts'

function section(rows: readonly (readonly [string, string])[]): SummarySection {
  return {
    pageId: 'person',
    title: { ja: '申請する方', en: 'Applicant' },
    rows: rows.map(([label, text]) => ({
      path: `person.${label}`,
      label: { ja: label },
      text: { ja: text },
      value: text,
      field: { id: label, type: 'text', label: { ja: label } },
    })),
  }
}

const content: CanonicalContent = {
  city: '柳井市',
  mayor: '柳井市長　見本 太郎',
  procedure: '児童手当 認定請求',
  versionHash: 'ab'.repeat(32),
  filer: '本人',
  signedOn: '2026-11-27',
  sections: [section([['名前', '柳本 花子']])],
  fee: 0,
  files: [],
}

test('the text names who, what, when, every answer and the version', () => {
  expect(canonicalText(content)).toBe(
    [
      '申請書',
      '',
      '宛先：柳井市　柳井市長　見本 太郎 様',
      '手続：児童手当 認定請求',
      '申請する立場：本人',
      '署名する日：令和8年11月27日',
      '',
      '■ 申請する方',
      '・名前：柳本 花子',
      '',
      '書いたことは、事実のとおりです。',
      `様式の確認番号：${'ab'.repeat(32)}`,
      '',
    ].join('\n'),
  )
})

test('variation selectors and rare kanji stay byte for byte', () => {
  const name = '葛󠄀𠮷'
  const bytes = canonicalBytes({ ...content, sections: [section([['名前', name]])] })
  expect(bytes.includes(Buffer.from(name, 'utf8'))).toBe(true)
})

test('an answer can not pass for another line', () => {
  const forged = canonicalText({ ...content, sections: [section([['理由', 'はい\n・名前：別の人\n■ 別の項目']])] })
  expect(forged.split('\n').filter((line) => line.startsWith('・'))).toHaveLength(1)
  expect(forged.split('\n').filter((line) => line.startsWith('■'))).toHaveLength(1)
})

test('other answers give another text, the same answers the same bytes', () => {
  const answer = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => text.trim() === text && text !== '')
  fc.assert(
    fc.property(answer, answer, (left, right) => {
      const text = (value: string) => canonicalText({ ...content, sections: [section([['理由', value]])] })
      expect(text(left)).toBe(text(left))
      if (left.replace(/[\r\n]/g, '') === left && right.replace(/[\r\n]/g, '') === right)
        expect(text(left) === text(right)).toBe(left === right)
    }),
  )
})
