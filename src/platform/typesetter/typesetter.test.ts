import { afterAll, describe, expect, it } from 'vitest'
import { createTypesetter } from './typesetter.ts'

const typesetter = createTypesetter({ idleMs: 200 })
afterAll(() => typesetter.close())

const main = `#let data = json(bytes(sys.inputs.data))
#set document(date: auto)
#set text(font: "Noto Sans JP", fallback: false, lang: "ja")
#set page(paper: "a4")
= #data.title
#data.name`
const at = new Date('2026-11-22T01:00:00Z')

describe('the typesetter', () => {
  it('sets a Japanese letter as PDF/A, the same bytes for the same input', async () => {
    const document = {
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '認定通知書', name: '柳本 花子' },
      at,
    }
    const first = await typesetter.set(document)
    const second = await typesetter.set(document)
    expect(first).toMatchObject({ ok: true, pages: 1 })
    if (!first.ok || !second.ok) return
    expect(first.pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(first.pdf.includes('pdfaid')).toBe(true)
    expect(first.pdf.equals(second.pdf)).toBe(true)
  })

  it('stops at a character the font can not draw, and names it', async () => {
    const result = await typesetter.set({
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '通知', name: '\u{2A6D6}田' },
      at,
    })
    expect(result).toEqual({ ok: false, refusal: 'missing-glyphs', characters: ['\u{2A6D6}'] })
  })

  it('draws variants by variation selector when the font has them, and stops when not', async () => {
    const drawn = await typesetter.set({
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '通知', name: '葛󠄀城' },
      at,
    })
    expect(drawn.ok).toBe(true)
    const missing = await typesetter.set({
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '通知', name: '田\u{E01EF}' },
      at,
    })
    expect(missing).toMatchObject({ ok: false, refusal: 'missing-glyphs' })
  })

  it('says what is broken in a template', async () => {
    const result = await typesetter.set({ sources: { '/main.typ': '#let x = (' }, main: '/main.typ', data: {}, at })
    expect(result).toMatchObject({ ok: false, refusal: 'template-broken' })
  })

  it('treats data as data: markup in a name stays text', async () => {
    const result = await typesetter.set({
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '#panic("x")', name: '*$_@<a>' },
      at,
    })
    expect(result.ok).toBe(true)
  })

  it('starts again after its process has rested', async () => {
    await new Promise((resolve) => setTimeout(resolve, 600))
    const result = await typesetter.set({
      sources: { '/main.typ': main },
      main: '/main.typ',
      data: { title: '再開', name: '見本' },
      at,
    })
    expect(result.ok).toBe(true)
  })
})
