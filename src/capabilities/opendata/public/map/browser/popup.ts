import type { MapConfig, MapConfigLayer } from '../map-config.ts'

/** What is said of a mark that was chosen: its name, its layer, the way to all that is known of it, and how to walk there. */
export function placeContent(
  config: MapConfig,
  layer: MapConfigLayer,
  properties: Readonly<Record<string, unknown>>,
  [lon, lat]: readonly [number, number],
): HTMLElement {
  const content = document.createElement('div')
  const key = String(properties._key ?? '')
  const name = document.createElement('b')
  name.textContent = String(properties[layer.label ?? '_key'] ?? key)
  content.append(line(name), line(layer.title))
  if (typeof properties.address === 'string') content.append(line(properties.address))
  content.append(line(link(layer.rows + encodeURIComponent(key), config.words.details)))
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
