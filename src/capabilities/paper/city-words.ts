import type { City } from '../../platform/cities.ts'
import type { Locale, LocalText } from '../../platform/i18n/local-text.ts'
import type { FormCity } from './form.ts'
import { formWords } from './words/form-words.ts'

/** The city as its forms name it: to whom they are addressed, and where they are handed in. */
export function cityOnPaper(city: City, owner: string, locale: Locale): FormCity {
  const m = formWords[locale === 'easy' ? 'easy' : 'ja']
  const mark = city.demo ? '（見本）' : ''
  const name = city.name.replace(/（[^（）]*）$/, '')
  const named = locale === 'en' ? city.nameEn : locale === 'easy' ? city.nameEasy : name
  const section = sectionName(city, owner)
  const where = section === undefined ? '' : (section.name[locale] ?? section.name.ja)
  const phone = section?.phone ?? city.phone
  const to = locale === 'easy' ? m.to(city.nameEasy.replace(/（[^（）]*）$/, '')) : m.to(name)
  return {
    id: city.id,
    name,
    to: `${to}${mark}`,
    sendTo: locale === 'en' ? `${named}, ${where}, tel. ${phone}` : m.sendToText(named, where, phone),
  }
}

function sectionName(city: City, owner: string): { readonly name: LocalText; readonly phone: string } | undefined {
  const sections = city.settings.sections
  const listed = isRecord(sections) ? sections[owner] : undefined
  if (!isRecord(listed)) return undefined
  const { name, phone } = listed
  const text = typeof name === 'string' ? { ja: name } : isText(name) ? name : undefined
  return text && { name: text, phone: typeof phone === 'string' ? phone : city.phone }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is LocalText {
  return isRecord(value) && typeof value.ja === 'string'
}
