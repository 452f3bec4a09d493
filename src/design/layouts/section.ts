import type { City } from '../../platform/cities.ts'
import type { LocalText } from '../../platform/i18n/local-text.ts'

/** A section as residents are told of it. */
export interface SectionView {
  readonly name: LocalText
  readonly phone: string
}

/** The section of a code, from the city's settings; a city that lists none answers with the city hall. */
export function sectionOf(city: City, code: string): SectionView {
  const sections = city.settings.sections
  const listed = isRecord(sections) ? sections[code] : undefined
  const cityHall: LocalText = { ja: '市役所', easy: '市役所《しやくしょ》', en: 'City hall' }
  if (!isRecord(listed)) return { name: cityHall, phone: city.phone }
  const name = listed.name
  return {
    name: typeof name === 'string' ? { ja: name } : isText(name) ? name : cityHall,
    phone: typeof listed.phone === 'string' ? listed.phone : city.phone,
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is LocalText {
  return isRecord(value) && typeof value.ja === 'string'
}
