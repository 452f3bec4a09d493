import type { ComponentChildren, JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { InLanguage } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { FieldType } from '../language/definition.ts'
import type { ControlProps } from './control-props.ts'
import { controls } from './controls.tsx'
import { cut, escapeHtml, fillRaw, mark, type Template } from './template.ts'

/** Parts whose value only stands in the markup; all others (era, choice …) change it and are part of the key. */
const holes: Partial<Record<FieldType, readonly string[]>> = {
  text: [''],
  'long-text': [''],
  kana: [''],
  phone: [''],
  email: [''],
  number: [''],
  money: [''],
  time: [''],
  name: ['family', 'given'],
  date: ['year', 'month', 'day'],
  'year-month': ['year', 'month'],
  address: ['postcode', 'prefecture', 'city', 'town', 'block', 'building'],
  account: [
    'bankName',
    'bankCode',
    'branchName',
    'branchCode',
    'accountNumber',
    'yuchoSymbol',
    'yuchoNumber',
    'holderKana',
  ],
  choice: [],
  'multi-choice': [],
  'yes-no': [],
  consent: [],
  notice: [],
}

/** Versions of one field's markup that are kept: languages, items and choices, never what a person typed. */
const mostVersions = 300
const remembered = new WeakMap<object, Map<string, Template>>()

/** The markup of one field: from memory where only typed values differ, rendered anew where something is unusual. */
export function fieldHtml(props: ControlProps, locale: Locale): string {
  const { field, base, lookup, value } = props
  const own = holes[field.type]
  if (own === undefined || base.error !== undefined || lookup !== undefined)
    return render(locale, controls[field.type](props))
  const template = rememberedTemplate(props, own, locale)
  return fillRaw(template, (part) => escapeHtml(value[part] ?? ''))
}

function rememberedTemplate(props: ControlProps, own: readonly string[], locale: Locale): Template {
  const { field, base, placed, value } = props
  const fixed = Object.entries(value).filter(([part]) => !own.includes(part))
  const key = JSON.stringify([
    locale,
    base.name,
    base.required,
    base.source,
    fixed,
    placed.choices?.map(({ id }) => id),
  ])
  const versions = remembered.get(field) ?? new Map<string, Template>()
  remembered.set(field, versions)
  const known = versions.get(key)
  if (known) return known
  const marked = { ...Object.fromEntries(fixed), ...Object.fromEntries(own.map((part) => [part, mark(part)])) }
  const made = cut(render(locale, controls[field.type]({ ...props, value: marked })))
  if (versions.size >= mostVersions) versions.clear()
  versions.set(key, made)
  return made
}

/** Markup around fields (headings, repeated groups), remembered by what it is made from. */
export function frameTemplate(owner: object, key: string, locale: Locale, make: () => JSX.Element): Template {
  const versions = remembered.get(owner) ?? new Map<string, Template>()
  remembered.set(owner, versions)
  const name = `${locale} ${key}`
  const known = versions.get(name)
  if (known) return known
  const made = cut(render(locale, make()))
  if (versions.size >= mostVersions) versions.clear()
  versions.set(name, made)
  return made
}

function render(locale: Locale, children: ComponentChildren): string {
  return renderToString(<InLanguage locale={locale}>{children}</InLanguage>)
}
