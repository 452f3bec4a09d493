import type { Position } from '../../civic/geo.ts'
import { metresTo } from '../../civic/shapes/meet.ts'
import type { Shape } from '../../civic/shapes/shape.ts'
import { Island } from './island.ts'

interface Source {
  readonly title: string
  /** List of features (OGC API) that takes `bbox`. */
  readonly items: string
  readonly rows: string
  readonly label: string
  readonly filter?: string
  /** Lines and areas: how far their nearest part is; nobody is sent walking to the middle of one. */
  readonly shapes?: boolean
}

interface Found {
  readonly source: Source
  readonly key: string
  readonly properties: { readonly [name: string]: unknown }
  /** Absent for a line or an area. */
  readonly at?: Place
  readonly metres: number
}

type Place = Position

/** Squares that are asked for, in degrees: about 2, 10 and 50 km wide. The nine around the place make sure that nothing near is missed. */
const squares = [0.02, 0.1, 0.5]
/** Outlines that are fetched of one layer: each is as long as hundreds of points. */
const mostShapes = 200
/** As many as are told. */
const most = 15

/**
 * What is near the device. Its place stays here: the server is asked for everything in a few whole squares of a fixed grid, and the
 * distances are worked out in the browser.
 */
export class NearMe extends Island {
  protected start(): void {
    const ask = this.querySelector<HTMLElement>('[data-ask]')
    const button = ask?.querySelector('button')
    if (!ask || !button || !('geolocation' in navigator)) return
    ask.hidden = false
    this.listen(button, 'click', (event) => {
      event.preventDefault()
      this.say(this.#words().asking ?? '')
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => void this.#find([coords.longitude, coords.latitude]),
        (error) =>
          this.say((error.code === error.PERMISSION_DENIED ? this.#words().refused : this.#words().unknown) ?? ''),
        { timeout: 20_000, maximumAge: 60_000 },
      )
    })
  }

  async #find(place: Place): Promise<void> {
    const words = this.#words()
    const sources = JSON.parse(this.dataset.sources ?? '[]') as Source[]
    try {
      const lists = await Promise.all(sources.map((source) => nearest(source, place)))
      const found = lists.flat().sort((a, b) => a.metres - b.metres)
      if (found.length > 0) return this.#show(found.slice(0, most), place)
      this.say(words.nothing ?? '')
    } catch {
      this.say(words.failed ?? '')
    }
  }

  #show(found: readonly Found[], place: Place): void {
    const list = this.querySelector<HTMLElement>('[data-list]')
    list?.replaceChildren(...found.map((each) => this.#line(each)))
    if (list) list.hidden = false
    this.say((this.#words().found ?? '').replace('{count}', String(found.length)))
    document.dispatchEvent(new CustomEvent('yanagi:here', { detail: place }))
  }

  #line({ source, key, properties, at, metres }: Found): HTMLElement {
    const words = this.#words()
    const line = document.createElement('li')
    line.className = 'map-place'
    const name = document.createElement('a')
    name.href = source.rows + encodeURIComponent(key)
    name.textContent = String(properties[source.label] ?? key)
    const bold = document.createElement('b')
    bold.append(name)
    const inside = metres === 0 && source.shapes === true
    const away = inside ? (words.inside ?? '') : (words.away ?? '').replace('{distance}', sayMetres(metres))
    line.append(bold, text(away), text(source.title))
    if (typeof properties.address === 'string') line.append(text(properties.address))
    if (at === undefined) return line
    const walking = document.createElement('a')
    walking.rel = 'external noopener noreferrer nofollow'
    walking.href = (this.dataset.walking ?? '').replaceAll('{lon}', String(at[0])).replaceAll('{lat}', String(at[1]))
    walking.textContent = words.walking ?? ''
    line.append(walking)
    return line
  }

  #words(): { readonly [name: string]: string | undefined } {
    return JSON.parse(this.dataset.words ?? '{}') as Record<string, string>
  }
}

function text(words: string): HTMLElement {
  const span = document.createElement('span')
  span.textContent = words
  return span
}

/** Of each layer what is in the smallest squares that hold anything of it: an area around the place hides no point farther away. */
async function nearest(source: Source, place: Place): Promise<readonly Found[]> {
  for (const square of squares) {
    const found = await near(source, place, square)
    if (found.length > 0) return found
  }
  return []
}

/** The features in nine squares of the grid around the one that holds the place. */
async function near(source: Source, place: Place, square: number): Promise<readonly Found[]> {
  const from = (degrees: number): number => (Math.floor(degrees / square) - 1) * square
  const corner = [from(place[0]), from(place[1])] as const
  const box = [...corner, ...corner.map((degrees) => degrees + 3 * square)].map((degrees) => degrees.toFixed(2))
  const filter = source.filter === undefined ? '' : `&${source.filter}`
  const response = await fetch(
    `${source.items}?f=json&limit=${source.shapes === true ? mostShapes : 5000}&bbox=${box.join(',')}${filter}`,
  )
  if (!response.ok) throw new Error(String(response.status))
  const { features } = (await response.json()) as {
    features: { id: string; geometry: Shape | null; properties: Record<string, unknown> }[]
  }
  return features.flatMap(({ id, geometry, properties }) =>
    geometry === null
      ? []
      : [
          {
            source,
            key: id,
            properties,
            metres: Math.round(metresTo(geometry, place)),
            ...(geometry.type === 'Point' ? { at: geometry.coordinates } : {}),
          },
        ],
  )
}

function sayMetres(metres: number): string {
  return metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`
}
