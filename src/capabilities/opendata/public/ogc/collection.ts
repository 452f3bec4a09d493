import { type Locale, pickText } from '../../../../platform/i18n/local-text.ts'
import type { PublicDataset } from '../catalogue.ts'
import { crs84 } from './parameters.ts'

export interface Link {
  readonly href: string
  readonly rel: string
  readonly type: string
  readonly title?: string
}

export const geoJson = 'application/geo+json'

/** The two forms of one address: the one that is answered, and the other. `href` is absolute. */
export function ownLinks(href: string, format: 'json' | 'html', type = 'application/json'): readonly Link[] {
  const at = (f: string): string => {
    const url = new URL(href)
    url.searchParams.set('f', f)
    return url.href
  }
  const json = { href: at('json'), type }
  const html = { href: at('html'), type: 'text/html' }
  return [
    { ...(format === 'json' ? json : html), rel: 'self' },
    { ...(format === 'json' ? html : json), rel: 'alternate' },
  ]
}

/** A dataset of places as a collection. `base`: absolute address of the API, without a slash at its end. */
export function collectionOf(dataset: PublicDataset, base: string, locale: Locale, format: 'json' | 'html') {
  const { definition, about, version } = dataset
  const place = `${base}/collections/${dataset.id}`
  const title = pickText(definition.title, plainLocale(locale)).text
  return {
    id: dataset.id,
    title,
    description: pickText(definition.summary, plainLocale(locale)).text,
    attribution: about.source,
    keywords: definition.keywords,
    itemType: 'feature',
    extent: {
      ...(version.bounds === undefined ? {} : { spatial: { bbox: [version.bounds], crs: crs84 } }),
    },
    crs: [crs84],
    storageCrs: crs84,
    links: [
      ...ownLinks(place, format),
      { href: `${place}/items?f=json`, rel: 'items', type: geoJson, title },
      { href: `${place}/items?f=html`, rel: 'items', type: 'text/html', title },
      {
        href: `${place}/tiles`,
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector',
        type: 'application/json',
        title,
      },
      { href: about.licence.url, rel: 'license', type: 'text/html', title: about.licence.title },
      { href: `${new URL(base).origin}/dataset/${dataset.slug}`, rel: 'describedby', type: 'text/html' },
    ] satisfies readonly Link[],
  }
}

/** Readings of やさしい日本語 are no text for programs: they get Japanese. */
function plainLocale(locale: Locale): Locale {
  return locale === 'easy' ? 'ja' : locale
}
