import { describe, expect, it } from 'vitest'
import { codeText, readCodeText } from './code/page-code.ts'
import type { Box } from './layout/block.ts'
import { layOut } from './layout/lay-out.ts'
import { layoutMap } from './layout/layout-map.ts'
import { widthOf } from './layout/lines.ts'
import { formKinds, sheet } from './layout/style.ts'
import { emOf } from './layout/writing.ts'
import { planForm } from './plan/plan.ts'
import { repositoryProcedures, sampleCity } from './test-support/repository.ts'

/** Every form of every procedure of the repository, read without reading: from its map and from what is laid out. */
const all = await repositoryProcedures()
/** Laid out once for all that is asked of a form. */
const forms = all.flatMap((one) =>
  formKinds.map((kind) => ({
    ...one,
    kind,
    name: `${one.id} ${kind}`,
    map: layoutMap(one.procedure, kind),
    layout: layOut(planForm(one.procedure.definition), kind, sampleCity),
  })),
)

const touches = (a: Box, b: Box, slack = 0.02): boolean =>
  a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h && b.y + slack < a.y + a.h
const inside = (box: Box): boolean =>
  box.x >= sheet.left - 0.02 &&
  box.x + box.w <= sheet.right + 0.02 &&
  box.y >= sheet.code.y &&
  box.y + box.h <= sheet.bottom + 0.02
const forbidden: readonly Box[] = [
  ...sheet.marks.map(({ x, y }) => ({ x, y, w: sheet.mark, h: sheet.mark })),
  // The code with its quiet zone: four modules of the largest code.
  { x: sheet.code.x - 2, y: sheet.code.y - 2, w: sheet.code.size + 4, h: sheet.code.size + 4 },
]

/** `children.3.birth` and `children.*0.birth` are places of the same field. */
const fieldOf = (path: string): string => path.replace(/\.\*?\d+\./, '.')

describe('the forms of the repository', () => {
  it.each(forms)('$name misses no field that anybody filing on paper is asked', ({ procedure, examples, map }) => {
    const places = new Set(map.places.map(({ path }) => fieldOf(path)))
    const asked = examples.flatMap(({ answers, filing, facts }) =>
      procedure
        .route(answers, filing, facts)
        .flatMap(({ fields }) => fields.filter(({ field }) => field.type !== 'notice')),
    )
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter(({ path }) => !places.has(fieldOf(path))).map(({ path }) => path)).toEqual([])
  })

  it.each(forms)('$name leaves out only what is never asked on paper', ({ procedure, map }) => {
    const places = new Set(map.places.map(({ path }) => fieldOf(path)))
    const left = procedure.definition.pages.flatMap((page) =>
      page.groups.flatMap((group) =>
        (group.fields ?? [])
          .filter(({ id, type }) => type !== 'notice' && !places.has(`${group.id}.${id}`))
          .map(({ id, when }) => ({
            path: `${group.id}.${id}`,
            why: `${page.when ?? ''} ${group.when ?? ''} ${when ?? ''}`,
          })),
      ),
    )
    const kinds = procedure.definition.filers.filter(({ channels }) => channels.some((each) => each !== 'online'))
    const nobody = (why: string): boolean => {
      const asked = /filing\.filer == '([a-z-]+)'/.exec(why)?.[1]
      return asked !== undefined && !kinds.some(({ kind: filer }) => filer === asked)
    }
    expect(left.filter(({ why }) => !/filing\.(?:channel|assurance)/.test(why) && !nobody(why))).toEqual([])
  })

  it.each(forms)(
    '$name has its boxes inside the page, each clear of the others, of marks and code',
    ({ map: { places } }) => {
      expect(places.filter(({ box }) => !inside(box))).toEqual([])
      const clashes = places.flatMap((one, index) =>
        places
          .slice(index + 1)
          .filter((other) => other.page === one.page && touches(one.box, other.box))
          .map((other) => [one, other]),
      )
      expect(clashes).toEqual([])
      expect(places.filter(({ box }) => forbidden.some((area) => touches(box, area)))).toEqual([])
    },
  )

  it.each(forms)('$name has texts that stay inside the page and out of the boxes and of each other', ({ layout }) => {
    for (const page of layout.pages) {
      const texts = page.strokes.flatMap((stroke) =>
        stroke.k === 't' && stroke.w.trim() !== ''
          ? [
              {
                text: stroke.w,
                x: stroke.x,
                y: stroke.y,
                w: widthOf(stroke.w, { size: stroke.s, bold: stroke.b === true }),
                h: emOf(stroke.s),
              },
            ]
          : [],
      )
      expect(
        texts.filter((text) => !inside(text)).map(({ text }) => text),
        `page ${page.page}`,
      ).toEqual([])
      const written = texts.filter((text) =>
        [...page.places.map(({ box }) => box), ...forbidden].some((box) => touches(text, box, 0.1)),
      )
      expect(
        written.map(({ text }) => text),
        `page ${page.page}`,
      ).toEqual([])
      const clashes = texts.flatMap((one, index) =>
        texts
          .slice(index + 1)
          .filter((other) => touches(one, other, 0.25))
          .map((other) => [one, other]),
      )
      expect(clashes, `page ${page.page}`).toEqual([])
    }
  })

  it.each(forms)('$name is laid out alike for every city, and every time', ({ procedure, kind, map, layout }) => {
    const again = { ...procedure, definition: structuredClone(procedure.definition) }
    expect(JSON.stringify(layoutMap(again, kind))).toBe(JSON.stringify(map))
    const places = ({ pages }: typeof layout): string => JSON.stringify(pages.map((page) => [page.page, page.places]))
    const elsewhere = { to: 'とても'.repeat(30), sendTo: '長い名前の市 '.repeat(30) }
    expect(places(layOut(planForm(procedure.definition), kind, elsewhere))).toBe(places(layout))
  })

  it.each(forms.filter(({ kind }) => kind === 'large'))('$id gives each box letters of 18 points', ({ layout }) => {
    const strokes = layout.pages.flatMap((page) => page.strokes)
    const small = strokes.flatMap((stroke) => (stroke.k === 't' && stroke.s < 18 ? [stroke.w] : []))
    // The city's own lines have a room of fixed size, so that no box moves with the length of a name.
    expect(small.filter((text) => !sampleCity.sendTo.includes(text))).toEqual([])
  })

  it('has a code short enough for the longest id', () => {
    for (const { id } of all) {
      const code = {
        form: 'large',
        city: 'yanaiyanai',
        procedure: id,
        version: 'a'.repeat(12),
        edition: 99,
        page: 99,
        copy: 12,
      } as const
      expect(readCodeText(codeText(code))).toEqual(code)
      expect(codeText(code).length).toBeLessThanOrEqual(106)
    }
  })
})
