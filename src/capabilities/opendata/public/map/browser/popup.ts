import type { MapConfig, MapConfigLayer } from '../map-config.ts'

/** A place that was pressed. */
export interface PressedPlace {
  readonly layer: MapConfigLayer
  readonly properties: Readonly<Record<string, unknown>>
  readonly at: readonly [lon: number, lat: number]
}

/** Places that are told one below the other; of more it is said how many. */
const mostTold = 5

/** What is said of the places that were pressed: of each its name, its layer, the way to all that is known of it, and how to walk there. */
export function placesContent(config: MapConfig, places: readonly PressedPlace[]): HTMLElement {
  const content = document.createElement('div')
  content.append(...places.slice(0, mostTold).map((place) => placeContent(config, place)))
  if (places.length > mostTold) content.append(line(config.words.several.replace('{count}', String(places.length))))
  return content
}

function placeContent(config: MapConfig, { layer, properties, at: [lon, lat] }: PressedPlace): HTMLElement {
  const content = document.createElement('div')
  content.className = 'map-pressed'
  const key = String(properties._key ?? '')
  const name = document.createElement('b')
  name.textContent = String(properties[layer.label ?? '_key'] ?? key)
  content.append(line(name), line(layer.title))
  if (typeof properties.address === 'string') content.append(line(properties.address))
  if (layer.rows !== undefined) content.append(line(link(layer.rows + encodeURIComponent(key), config.words.details)))
  else if (typeof properties.published_at === 'string') {
    const page = link(properties.published_at, String(properties.published_by ?? ''))
    page.rel = 'external noopener noreferrer'
    content.append(line(page))
  }
  // Nobody walks to the middle of an area.
  if (layer.dashes !== undefined) return content
  const address = config.walking.url.replaceAll('{lat}', lat.toFixed(6)).replaceAll('{lon}', lon.toFixed(6))
  const walking = link(address, config.words.walking)
  walking.rel = 'external noopener noreferrer nofollow'
  content.append(line(walking))
  return content
}

export function severalContent(config: MapConfig, layer: MapConfigLayer, several: number): HTMLElement {
  const content = document.createElement('div')
  content.append(line(layer.title), line(config.words.several.replace('{count}', String(several))))
  return content
}

function line(content: string | Node): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.append(content)
  return paragraph
}

function link(href: string, words: string): HTMLAnchorElement {
  const anchor = document.createElement('a')
  anchor.href = href
  anchor.textContent = words
  return anchor
}
