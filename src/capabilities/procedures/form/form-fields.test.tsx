import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { InLanguage } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { compile } from '../engine/compile.ts'
import type { CityFacts, Filing } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { loadProcedure } from '../language/load.ts'
import { sampleProcedure } from '../language/test-support/sample.ts'
import { FormFields, type FormFieldsProps } from './form-fields.tsx'
import { formPage, summaryOf } from './form-page.ts'
import { cut, escapeHtml, fillRaw, mark } from './template.ts'

const { definition } = loadProcedure(sampleProcedure())
const procedure = compile(definition ?? expect.fail('the sample is broken'), 'f'.repeat(64))
const filing: Filing = {
  today: '2026-11-20',
  filedOn: '2026-11-20',
  channel: 'online',
  filer: 'self',
  assurance: 'jpki-sign',
}
const city: CityFacts = {
  settings: {},
  register: () => [{ id: 'sofa', label: { ja: 'ソファー' }, facts: { tier: 'a' }, left: 2 }],
  isClosedDay: () => false,
}

function htmlOf(
  pageId: string,
  answers: Answers = {},
  extra: Partial<FormFieldsProps> = {},
  locale: Locale = 'ja',
): string {
  const found = formPage(procedure, pageId, answers, filing, city) ?? expect.fail(`${pageId} is off the path`)
  return renderToString(
    <InLanguage locale={locale}>
      <FormFields page={found.page} answers={found.answers} {...extra} />
    </InLanguage>,
  )
}

describe('the questions of a page', () => {
  it('name their inputs by answer path, and say which were shown', () => {
    const html = htmlOf('reason')
    expect(html).toContain('name="claim.asked" value="reason spouse note"')
    for (const name of ['claim.reason', 'claim.spouse', 'claim.note']) expect(html).toContain(`name="${name}"`)
    expect(html).not.toContain('claim.eventOn')
  })

  it('show an item that is needed although none was given, with its number and its buttons', () => {
    const html = htmlOf('children')
    expect(html).toContain('name="children.count" value="1"')
    expect(html).toContain('name="children.0.birth.year"')
    expect(html).toContain('value="add:children"')
    expect(html).not.toContain('value="remove:children:0"')
    const three = htmlOf('children', { children: [{}, {}, {}] })
    expect(three).toContain('value="remove:children:2"')
    expect(three).not.toContain('value="add:children"')
  })

  it('show kept answers, and what was typed where it could not be kept', () => {
    const answers: Answers = { children: [{ birth: '2026-11-18' }] }
    expect(htmlOf('children', answers)).toMatch(
      /name="children\.0\.birth\.year"[^>]*value="8"|value="8"[^>]*name="children\.0\.birth\.year"/,
    )
    expect(htmlOf('children', answers, { typed: { 'children.0.birth.year': '八' } })).toContain('value="八"')
  })

  it('put the sentence at the field and lead the summary to it', () => {
    const posted = new Map([['claim.note', ['あ'.repeat(30)]]])
    const { problems, typed } = procedure.readPage('reason', posted, {}, filing, city)
    const html = htmlOf('reason', {}, { problems, typed })
    expect(html).toContain('「メモ」を20文字までにしてください。いま10文字多くなっています')
    const page = formPage(procedure, 'reason', {}, filing, city)?.page ?? expect.fail('no page')
    const summary = summaryOf(problems, page)
    expect(summary.map(({ id }) => id)).toEqual(['claim.reason', 'claim.spouse', 'claim.note'])
    for (const { id } of summary) expect(html).toContain(`id="${id}"`)
  })

  it('of a correction are only those that were asked for', () => {
    const html = htmlOf(
      'children',
      { children: [{ birth: '2026-11-18' }, { birth: '2020-01-01' }] },
      { only: new Set(['children.1.birth']) },
    )
    expect(html).toContain('name="children.1.birth.year"')
    expect(html).not.toContain('name="children.0.birth.year"')
    expect(html).not.toContain('value="add:children"')
  })

  it('speak three languages', () => {
    expect(htmlOf('items', {}, {}, 'en')).toContain('text')
    expect(htmlOf('items', {}, {}, 'ja')).toContain('受け取り方')
  })

  it('say the same from memory as when rendered anew, whatever was typed', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 30 })
    fc.assert(
      fc.property(texts, fc.constantFrom('birth', 'move-in'), (note, reason) => {
        const answers = { claim: { note, reason } } as Answers
        const remembered = htmlOf('reason', answers)
        // A problem elsewhere on the page makes no difference; one at the field itself is rendered without memory.
        const anew = htmlOf('reason', answers, { lookups: { 'claim.note': {}, 'claim.reason': {} } })
        return remembered === anew
      }),
    )
  })
})

describe('markup with holes', () => {
  it('can not be forged by a value, and escapes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const template = cut(`<a title="${mark('x')}">${mark('')}</a>`)
        const html = fillRaw(template, () => escapeHtml(`${value}\uE0F0x\uE0F1<script>"`))
        return html.startsWith('<a title="') && !html.includes('<script>') && template.holes.join() === 'x,'
      }),
    )
  })
})
