import type { Context } from 'hono'
import type { City } from '../../platform/cities.ts'
import { readPreferences, type WebEnv } from '../../platform/http/index.ts'
import type { Locale, LocalText } from '../../platform/i18n/local-text.ts'
import type { PageCity, ResidentPageProps } from './resident-page.tsx'
import type { StaffPageProps } from './staff-page.tsx'

/** What a staff page takes from the request; the capability adds title and content. */
export function staffFrame(
  c: Context<WebEnv>,
  staff?: { readonly name: string; readonly post: string; readonly may: (permission: string) => boolean },
): Pick<StaffPageProps, 'assets' | 'display' | 'city' | 'zone' | 'areas'> & Pick<Partial<StaffPageProps>, 'person'> {
  const { name, demo } = c.get('city')
  const shown = (c.get('navigation') ?? []).filter(
    (area) => staff !== undefined && (area.permission === undefined || staff.may(area.permission)),
  )
  // An area can lie within another (案件, and within it the places): only the nearest is where one is.
  const here = shown.filter((area) => isWithin(c.req.path, area.path)).toSorted((a, b) => b.path.length - a.path.length)
  const areas = shown.map((area) => ({ href: area.path, label: area.label, current: area === here[0] }))
  return {
    assets: c.get('assets'),
    display: readPreferences(c),
    city: { name, demo },
    zone: c.get('surface') === 'mynumber' ? '番号系' : 'LGWAN',
    areas,
    ...(staff === undefined ? {} : { person: { name: staff.name, post: staff.post, href: '/me' } }),
  }
}

/** What a resident page takes from the request. */
export function residentFrame(
  c: Context<WebEnv>,
  person?: { readonly name?: string; readonly unread: number },
): Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'languageHref'> &
  Pick<Partial<ResidentPageProps>, 'person'> {
  const locale = c.get('locale')
  return {
    locale,
    assets: c.get('assets'),
    display: readPreferences(c),
    city: pageCity(c.get('city'), locale),
    languageHref: (other) => inLanguage(c, other),
    ...(person === undefined ? {} : { person }),
  }
}

/** This page in another language, with what its address says besides: a search, a day, the way back. */
function inLanguage(c: Context<WebEnv>, locale: Locale): string {
  const query = new URL(c.req.url).searchParams
  query.set('lang', locale)
  return `?${query}`
}

/** The city as its pages name it in a language. */
export function pageCity(city: City, locale: Locale): PageCity {
  const names: Readonly<Record<Locale, string>> = { ja: city.name, easy: city.nameEasy, en: city.nameEn }
  return { name: names[locale], phone: city.phone, hours: cityHours(city), demo: city.demo }
}

/** When the telephone is answered, in the languages that the city file gives. */
export function cityHours({ hours, hoursEasy = '', hoursEn = '' }: City): LocalText {
  return { ja: hours, easy: hoursEasy, en: hoursEn }
}

function isWithin(path: string, area: string): boolean {
  return area === '/' ? path === '/' : path === area || path.startsWith(`${area}/`)
}
