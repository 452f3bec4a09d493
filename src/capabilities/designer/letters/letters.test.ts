import path from 'node:path'
import { expect, it } from 'vitest'
import { readProcedureFolders } from '../../procedures/index.ts'
import { newTemplate } from './new-template.ts'
import { textsOf, withTexts } from './template-texts.ts'

const folders = await readProcedureFolders(path.resolve('procedures'))
const templates = folders.flatMap(({ id, letters }) =>
  Object.entries(letters).flatMap(([name, source]) =>
    name.startsWith('letters/') ? [{ file: `${id}/${name}`, source }] : [],
  ),
)

it('the words of every shipped letter are found, and put back as they were', () => {
  expect(templates.length).toBeGreaterThan(60)
  for (const { file, source } of templates) {
    const texts = textsOf(source)
    expect(texts.length, file).toBeGreaterThan(0)
    expect(withTexts(source, new Map(texts.map(({ text }, n) => [n, text]))), file).toBe(source)
    for (const { start, end, text, kind } of texts) {
      if (kind === 'content') expect(source.slice(start, end), file).toBe(text)
    }
  }
})

it('what is typed is words, whatever signs it has', () => {
  const template = '#letter(lead: [はじめの文])[\n  ("行", answer("a", "b")), // 注記\n]\n'
  expect(textsOf(template).map(({ text }) => text)).toEqual(['はじめの文', '行'])
  const hostile = '#sys.inputs [注] "引用" $x$ // 消す'
  const changed = withTexts(
    template,
    new Map([
      [0, hostile],
      [1, '行"]\\'],
    ]),
  )
  expect(changed).toBe(
    '#letter(lead: [\\#sys.inputs \\[注\\] \\"引用\\" \\$x\\$ \\// 消す])[\n  ("行\\"]\\\\", answer("a", "b")), // 注記\n]\n',
  )
})

it('a new letter shows answers as their types are written, and gives reasons against somebody', () => {
  const field = (type: string) => ({ id: 'x', type, choices: [{ id: 'a', label: { ja: 'ひとつめ' } }] })
  const answers = ['date', 'money', 'choice', 'text'].map((type) => ({
    path: `g.${type}`,
    label: `群／${type}`,
    field: field(type),
  }))
  const template = newTemplate('許可します#。', answers, true)
  for (const part of [
    '("date", answer("g", "dateText"))',
    'yen(answer("g", "money"))',
    '"a": "ひとつめ"',
    '#reasons()',
    '許可します\\#。',
  ])
    expect(template).toContain(part)
  expect(newTemplate('x', [], false)).not.toContain('reasons')
})
