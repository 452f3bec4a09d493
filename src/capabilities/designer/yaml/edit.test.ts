import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Edit, edited } from './edit.ts'

const folder = path.resolve('procedures')
const shipped = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(({ name }) => ({ name, source: readFileSync(path.join(folder, name, 'procedure.yaml'), 'utf8') }))

type Data = Record<string, unknown> & { pages: { groups: { fields?: { label: unknown }[] }[] }[] }

/** Every path below a value, the leaves too. */
function pathsOf(value: unknown, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at]
  const below = Array.isArray(value) ? value.map((part, i) => [i, part] as const) : Object.entries(value)
  return [at, ...below.flatMap(([key, part]) => pathsOf(part, [...at, key]))].filter((each) => each.length > 0)
}
function valueAt(value: unknown, at: readonly (string | number)[]): unknown {
  return at.reduce((part, step) => (part as Record<string | number, unknown>)[step], value)
}
const commentsOf = (text: string): number => text.split('\n').filter((line) => /^\s*#/.test(line)).length

describe.each(shipped)('the text of $name', ({ source }) => {
  const data = parse(source) as Data
  it('is the same bytes after every value was set to itself', () => {
    const edits = pathsOf(data).map((at): Edit => ({ do: 'set', path: at, value: valueAt(data, at) as string }))
    const some = edits.filter((_, i) => i % 401 === 0)
    expect(edited(source, some)).toBe(source)
    expect(edited(source, [])).toBe(source)
  })
  it('changes in one line when one text changes', () => {
    const after = edited(source, [{ do: 'set', path: ['summary', 'ja'], value: '短い説明: 変えました # ここ' }]) ?? ''
    const [old, fresh] = [source.split('\n'), after.split('\n')]
    expect(fresh.filter((line, i) => line !== old[i])).toHaveLength(1)
    expect(parse(after)).toEqual({
      ...data,
      summary: { ...(data.summary as object), ja: '短い説明: 変えました # ここ' },
    })
  })
})

/** Every fifth: they are written alike, and reading such a text a dozen times takes a second. */
describe.each(shipped.filter((_, i) => i % 5 === 0))('the text of $name', ({ source }) => {
  const data = parse(source) as Data
  it('gains and loses a page, and two pages change places, without any other line', () => {
    const page = {
      id: 'added-page',
      title: { ja: '足した画面', easy: '足《た》した 画面《がめん》', en: 'Added' },
      groups: [
        { id: 'addedGroup', title: { ja: 'まとまり' }, fields: [{ id: 'one', type: 'text', label: { ja: 'ひとつ' } }] },
      ],
    }
    const added = edited(source, [{ do: 'insert', path: ['pages'], index: 1, value: page }]) ?? ''
    expect((parse(added) as Data).pages).toEqual([data.pages[0], page, ...data.pages.slice(1)])
    expect(edited(added, [{ do: 'set', path: ['pages', 1], value: undefined }])).toBe(source)
    const swapped = edited(source, [{ do: 'swap', path: ['pages'], index: 0 }]) ?? ''
    expect((parse(swapped) as Data).pages.slice(0, 2)).toEqual(data.pages.slice(0, 2).reverse())
    expect(swapped.split('\n').toSorted()).toEqual(source.split('\n').toSorted())
  })
  it('gains and loses keys of a field', () => {
    const at = ['pages', 0, 'groups', 0]
    const group = data.pages[0]?.groups[0]
    const hint = { ja: '書き方', easy: '書《か》き方《かた》', en: 'How' }
    const added = edited(source, [{ do: 'set', path: [...at, 'hint'], value: hint }]) ?? ''
    expect((parse(added) as Data).pages[0]?.groups[0]).toEqual({ ...group, hint })
    expect(commentsOf(added)).toBe(commentsOf(source))
    if (group && !('hint' in group)) {
      expect(edited(added, [{ do: 'set', path: [...at, 'hint'], value: undefined }])).toBe(source)
    }
  })
})

describe('a text with comments', () => {
  const source = `# head\nlist:\n  # about a\n  - id: a # first\n    name: x\n  # about b\n  - { id: b, name: [p, q] }\nend: 1\n`
  it('keeps each comment with its item', () => {
    expect(edited(source, [{ do: 'swap', path: ['list'], index: 0 }])).toBe(
      `# head\nlist:\n  # about b\n  - { id: b, name: [p, q] }\n  # about a\n  - id: a # first\n    name: x\nend: 1\n`,
    )
    expect(edited(source, [{ do: 'set', path: ['list', 0, 'id'], value: 'c' }])).toContain('- id: c # first\n')
    expect(edited(source, [{ do: 'set', path: ['list', 1, 'name', 0], value: undefined }])).toContain('name: [q] }')
    expect(edited(source, [{ do: 'insert', path: ['list', 1, 'name'], index: 2, value: 'r' }])).toContain('[p, q, r]')
  })
  it('is written anew, with its comments, where a place cannot be changed by itself', () => {
    const emptied =
      edited(source, [
        { do: 'set', path: ['list', 0], value: undefined },
        { do: 'set', path: ['list', 0], value: undefined },
      ]) ?? ''
    expect(parse(emptied)).toEqual({ list: [], end: 1 })
    expect(emptied).toContain('# head')
  })
  it('is refused when it is no YAML', () => {
    expect(edited('a: [1', [{ do: 'set', path: ['a'], value: 2 }])).toBeUndefined()
  })
})
