import decodeQR from 'qr/decode.js'
import { afterAll, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../platform/typesetter/typesetter.ts'
import { readCodeText, shortHash } from './code/page-code.ts'
import { companionSections, setCompanion } from './companion/companion.ts'
import { setEmptyForm, setFilledForm } from './form.ts'
import type { Box } from './layout/block.ts'
import { layOut } from './layout/lay-out.ts'
import { layoutMap } from './layout/layout-map.ts'
import { layoutEdition, sheet } from './layout/style.ts'
import { planForm } from './plan/plan.ts'
import { pixelsOf, readPdf } from './test-support/pdf-drawing.ts'
import { repositoryProcedures, sampleCity } from './test-support/repository.ts'

/** The files themselves: what they draw is read back from their operators, the codes by a reader of codes. */
const typesetter = createTypesetter()
afterAll(() => typesetter.close())
const all = await repositoryProcedures()

/** Between them they hold every type of field; setting all again takes long and shows nothing more. */
const widest = all.filter(({ id }) =>
  ['child-allowance-claim', 'bulky-waste', 'dog-registration', 'disaster-damage-certificate'].includes(id),
)

/** And every third besides; that each is laid out rightly is shown without setting it (`every-form.test.ts`). */
const drawn = all.filter((one, index) => widest.includes(one) || index % 3 === 0)

const same = (a: Box, b: Box): boolean =>
  [a.x - b.x, a.y - b.y, a.w - b.w, a.h - b.h].every((difference) => Math.abs(difference) < 0.1)
const codeWindow: Box = { x: sheet.code.x, y: sheet.code.y, w: sheet.code.size, h: sheet.code.size }

async function emptyForm(one: (typeof all)[number], kind: 'standard' | 'large' | 'easy'): Promise<Buffer> {
  const set = await setEmptyForm(typesetter, one.procedure, kind, sampleCity)
  if (!set.ok) throw new Error(JSON.stringify(set))
  return set.pdf
}

function codeOn(filled: readonly Box[]) {
  const inCode = filled.filter(
    ({ x, y }) => x >= codeWindow.x - 0.1 && y >= codeWindow.y - 0.1 && x < 192.1 && y < 29.1,
  )
  return readCodeText(decodeQR(pixelsOf(inCode, codeWindow, 12)))
}

describe('the file of a form', () => {
  it.each(drawn)('$id: marks, codes and every box are drawn where the map says', async (one) => {
    const map = layoutMap(one.procedure, 'standard')
    const pages = await readPdf(await emptyForm(one, 'standard'))
    expect(pages.length).toBe(map.pages)
    pages.forEach((page, index) => {
      expect(codeOn(page.filled)).toEqual({
        form: 'standard',
        city: 'yanai',
        procedure: one.id,
        version: shortHash(one.procedure.hash),
        edition: layoutEdition,
        page: index + 1,
        copy: 1,
      })
      for (const mark of map.marks) expect(page.filled.some((box) => same(box, mark))).toBe(true)
      const undrawn = map.places.filter(
        (place) => place.page === index + 1 && !page.stroked.some((box) => same(box, place.box)),
      )
      expect(undrawn).toEqual([])
      // An opening bracket at the head of a line is moved left by the half of it that is white.
      const outside = page.texts.filter(({ x, w, h }) => x < sheet.left - h / 2 - 0.1 || x + w > sheet.right + 0.3)
      expect(outside).toEqual([])
    })
    const words = pages
      .flatMap(({ texts }) => texts.map(({ text }) => text))
      .join('')
      .replace(/\s/g, '')
    const missing = planForm(one.procedure.definition)
      .pages.flatMap(({ groups }) => groups.flatMap(({ fields }) => fields))
      .filter(({ field }) => !words.includes(field.label.ja.replace(/\s/g, '')))
    expect(missing.map(({ path }) => path)).toEqual([])
    expect(pages[0]?.roles).toContain('H1')
  })

  it.each(['standard', 'large', 'easy'] as const)(
    '%s: the same version gives the same bytes, as PDF/A',
    async (kind) => {
      const one = all.find(({ id }) => id === 'dog-registration') ?? expect.fail()
      const [first, second] = [await emptyForm(one, kind), await emptyForm(one, kind)]
      expect(first.equals(second)).toBe(true)
      expect(first.includes('pdfaid')).toBe(true)
      const pages = await readPdf(first)
      for (const page of pages) expect(codeOn(page.filled)?.form).toBe(kind)
    },
  )
})

describe('a filled form', () => {
  it.each(widest)('$id prints an example case into the boxes of its own map', async ({ procedure, examples }) => {
    const filled = examples[0] ?? expect.fail()
    const pages = await readPdf(await setFilledForm(typesetter, procedure, filled, sampleCity))
    const map = layoutMap(procedure, 'standard')
    const codes = pages.map(({ filled: boxes }) => codeOn(boxes))
    expect(codes.every((code) => code?.procedure === procedure.definition.id)).toBe(true)
    const rows = procedure
      .summarise(procedure.relevant(filled.answers, filled.filing, filled.facts), filled.filing, filled.facts, 'ja')
      .flatMap((section) => section.rows)
    const texts = rows.filter(
      ({ field, value }) => field.type === 'text' && field.pattern === undefined && typeof value === 'string',
    )
    for (const { path, value } of texts) {
      const [group = '', item = '', field = ''] = path.split('.')
      const repeat = map.repeats[group]
      const known = map.places.find((place) => place.path === path)
      if (known === undefined) {
        // On a continuation sheet: its copy is there.
        expect(repeat, `${path} ${item} ${field}`).toBeDefined()
        continue
      }
      const sheetIndex = codes.findIndex((code) => code?.page === known.page)
      const there = (pages[sheetIndex]?.texts ?? [])
        .filter(
          ({ x, y }) =>
            x >= known.box.x &&
            x < known.box.x + known.box.w &&
            y >= known.box.y - 0.2 &&
            y < known.box.y + known.box.h,
        )
        .map(({ text }) => text)
        .join('')
      expect(there.replace(/\s/g, ''), path).toContain(String(value).replace(/\s/g, '').slice(0, 10))
    }
  })

  it('spreads more children than fit over copies of the continuation sheet', async () => {
    const one = all.find(({ id }) => id === 'child-allowance-claim') ?? expect.fail()
    const example = one.examples[0] ?? expect.fail()
    const children = [0, 1, 2].map((n) => ({
      name: { family: '柳本', given: `子${n}` },
      birth: `202${n}-04-02`,
      relation: 'child',
    }))
    const answers = { ...example.answers, children }
    const pages = await readPdf(await setFilledForm(typesetter, one.procedure, { ...example, answers }, sampleCity))
    const { repeats } = layOut(planForm(one.procedure.definition), 'standard', sampleCity)
    const { first = 0, perSheet = 1 } = repeats.children ?? {}
    const copies = pages.map((page) => codeOn(page.filled)).filter((code) => (code?.copy ?? 0) > 1)
    expect(copies.length).toBeGreaterThan(0)
    expect(Math.max(...copies.map((code) => code?.copy ?? 0))).toBe(Math.ceil((3 - first) / perSheet))
    const words = pages.flatMap(({ texts }) => texts.map(({ text }) => text)).join('')
    for (const name of ['子0', '子1', '子2']) expect(words).toContain(name)
  })

  it('puts what is too long on an annex, and what the font lacks as 〓', async () => {
    const one = all.find(({ id }) => id === 'dog-registration') ?? expect.fail()
    const example = one.examples[0] ?? expect.fail()
    const owner = { ...(example.answers.owner as object), name: { family: '\u{2A6D6}田', given: 'ながい'.repeat(60) } }
    const filled = { ...example, answers: { ...example.answers, owner } }
    const pages = await readPdf(await setFilledForm(typesetter, one.procedure, filled, sampleCity))
    const words = pages.map(({ texts }) => texts.map(({ text }) => text).join(''))
    expect(codeOn(pages.at(-1)?.filled ?? [])).toMatchObject({ page: 0 })
    expect(words.at(-1)).toContain('別紙')
    expect(words.at(-1)?.replace(/\s/g, '')).toContain('ながい'.repeat(60).slice(0, 40))
    expect(words.join('')).toContain('〓田')
  })

  it('never prints a 個人番号', async () => {
    const one = all.find(({ id }) => id === 'child-allowance-claim') ?? expect.fail()
    const example = one.examples[0] ?? expect.fail()
    const role = { ...(example.answers.role as object), individualNumber: '123456789018' }
    const filled = { ...example, answers: { ...example.answers, role } }
    const pages = await readPdf(await setFilledForm(typesetter, one.procedure, filled, sampleCity))
    expect(
      pages
        .flatMap(({ texts }) => texts.map(({ text }) => text))
        .join('')
        .replace(/\s/g, ''),
    ).not.toContain('123456789018')
  })
})

describe('the English companion', () => {
  it.each(all)('$id explains every numbered box once, and is set', async ({ procedure }) => {
    const rows = companionSections(procedure).flatMap((section) => section.rows)
    const numbers = rows.map(({ number }) => Number(number)).sort((a, b) => a - b)
    const printed = [...new Set(layoutMap(procedure, 'standard').places.map(({ number }) => number))].filter(
      (number) => number > 0,
    )
    expect(numbers).toEqual(printed.sort((a, b) => a - b))
    const set = await setCompanion(typesetter, procedure, { name: '柳井市', sendTo: 'Yanai City' })
    expect(set, JSON.stringify(set).slice(0, 300)).toMatchObject({ ok: true })
  })
})
