import { withoutReadings } from '../../design/index.ts'
import type { SettingResult, Typesetter } from '../../platform/typesetter/typesetter.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import { shortHash } from './code/page-code.ts'
import { drawPage } from './drawing/draw-form.ts'
import { formSource } from './drawing/template.ts'
import { fillPages } from './filling/fill.ts'
import { copiesOf, type Filled, valuesOf } from './filling/values.ts'
import { textIn } from './layout/controls.ts'
import { type CityWords, type FormLayout, layOut } from './layout/lay-out.ts'
import { editionMoment, type FormKind, formStyles, layoutEdition } from './layout/style.ts'
import { planForm } from './plan/plan.ts'
import { formWords } from './words/form-words.ts'

/** The city as it stands on a form. */
export interface FormCity extends CityWords {
  readonly id: string
  readonly name: string
}

/** An empty form as PDF/A: the same bytes for the same version, city and kind. */
export function setEmptyForm(
  typesetter: Typesetter,
  procedure: Pick<CompiledProcedure, 'definition' | 'hash'>,
  kind: FormKind,
  city: FormCity,
): Promise<SettingResult> {
  const layout = layOut(planForm(procedure.definition), kind, city)
  return setLayout(typesetter, procedure, layout, city)
}

/**
 * The same form with answers in its boxes, for a signature by hand or for the file. A character without a shape in the
 * font becomes 〓 and the foot of each page says so. Throws when the form can't be set at all.
 */
export async function setFilledForm(
  typesetter: Typesetter,
  procedure: CompiledProcedure,
  filled: Filled,
  city: FormCity,
): Promise<Buffer> {
  const plan = planForm(procedure.definition)
  const { repeats } = layOut(plan, 'standard', city)
  const relevant = procedure.relevant(filled.answers, filled.filing, filled.facts)
  const layout = layOut(plan, 'standard', city, copiesOf(relevant, repeats))
  const style = formStyles.standard
  const m = formWords[style.locale]
  const values = valuesOf(procedure, filled, repeats)
  const pages = fillPages(layout.pages, values, procedure.definition.name.ja, { style, m })
  const first = await setLayout(typesetter, procedure, { ...layout, pages }, city)
  if (first.ok) return first.pdf
  if (first.refusal !== 'missing-glyphs') throw new Error(`The form could not be set: ${first.refusal}`)
  const second = await setLayout(
    typesetter,
    procedure,
    { ...layout, pages: withGeta(pages, first.characters) },
    city,
    m.geta,
  )
  if (!second.ok) throw new Error(`The form could not be set: ${second.refusal}`)
  return second.pdf
}

function withGeta(pages: FormLayout['pages'], missing: readonly string[]): FormLayout['pages'] {
  const replaced = (text: string): string => missing.reduce((all, character) => all.replaceAll(character, '〓'), text)
  return pages.map((page) => ({
    ...page,
    strokes: page.strokes.map((stroke) => (stroke.k === 't' ? { ...stroke, w: replaced(stroke.w) } : stroke)),
  }))
}

function setLayout(
  typesetter: Typesetter,
  { definition, hash }: Pick<CompiledProcedure, 'definition' | 'hash'>,
  layout: FormLayout,
  city: FormCity,
  note = '',
): Promise<SettingResult> {
  const style = formStyles[layout.kind]
  const m = formWords[style.locale]
  const version = shortHash(hash)
  const foot = `${definition.id}  ${version}  ${layoutEdition}  ${note}`.trim()
  const pages = layout.pages.map((page, index) =>
    drawPage(
      page,
      {
        form: layout.kind,
        city: city.id,
        procedure: definition.id,
        version,
        edition: layoutEdition,
        page: page.kind === 'annex' ? 0 : page.page,
        copy: page.copy,
      },
      { number: m.pageOf(index + 1, layout.pages.length), foot },
      style,
    ),
  )
  const title = `${withoutReadings(textIn(style)(definition.name))}　${withoutReadings(m.formName[layout.kind])}`
  return typesetter.set({
    sources: { '/main.typ': formSource },
    main: '/main.typ',
    data: { title, author: city.name, lang: 'ja', pages },
    at: editionMoment,
  })
}
