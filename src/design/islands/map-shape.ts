import { areaOf, lengthOf, type Position } from '../../civic/geo.ts'
import { Island } from './island.ts'

type Kind = 'point' | 'line' | 'area'

/** Part of the picture that a key press moves the cross. */
const keyStep = 1 / 64
const closest = 1 / 4096
const grip = 12

/**
 * Drawing on the map: a press adds a point, a point can be dragged; arrow keys move a cross, Enter adds a point there,
 * Backspace takes the last one away, + and − come nearer and go away. Everything is written into the list of places,
 * which is what the form sends; what is typed there is drawn.
 */
export class MapShape extends Island {
  #picture: SVGSVGElement | null = null
  #drawing: SVGGElement | null = null
  #frame = { west: 0, south: 0, east: 0, north: 0, width: 1, height: 1 }
  #view = { x: 0, y: 0, zoom: 1 }
  #cross: Position | undefined
  #dragged: number | undefined

  protected start(): void {
    const picture = this.querySelector('svg')
    const [west, south, east, north] = (this.querySelector<HTMLElement>('[data-frame]')?.dataset.frame ?? '')
      .split(' ')
      .map(Number)
    const list = this.#list
    if (!picture || !list || west === undefined || south === undefined || east === undefined || north === undefined)
      return
    this.#picture = picture
    const { width, height } = picture.viewBox.baseVal
    this.#frame = { west, south, east, north, width, height }
    picture.querySelector('g')?.remove()
    this.#drawing = picture.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'g'))
    picture.setAttribute('tabindex', '0')
    picture.setAttribute('role', 'application')
    const acts = this.querySelector<HTMLElement>('[data-acts]')
    if (acts) acts.hidden = false
    this.listen(picture, 'pointerdown', (event) => event instanceof PointerEvent && this.#grab(event))
    this.listen(picture, 'pointermove', (event) => event instanceof PointerEvent && this.#drag(event))
    this.listen(picture, 'pointerup', (event) => event instanceof PointerEvent && this.#release(event))
    this.listen(picture, 'pointercancel', () => {
      this.#dragged = undefined
    })
    this.listen(picture, 'keydown', (event) => event instanceof KeyboardEvent && this.#key(event))
    this.listen(list, 'input', () => this.#draw())
    this.listen(this, 'change', (event) => event.target instanceof HTMLSelectElement && this.#chosen(event.target))
    this.listen(this, 'click', (event) => this.#pressed(event))
    this.say(this.dataset.help ?? '')
    if (this.dataset.close !== undefined) this.#comeClose()
    this.#draw(true)
  }

  /** What is drawn already fills a good part of the picture. */
  #comeClose(): void {
    const placed = this.#read().map((point) => this.#toPicture(point))
    if (placed.length === 0) return
    const span = (of: readonly number[]): readonly [number, number] => [Math.min(...of), Math.max(...of)]
    const [west, east] = span(placed.map(([x]) => x))
    const [north, south] = span(placed.map(([, y]) => y))
    const { width, height } = this.#frame
    const part = 1.6 * Math.max((east - west) / width, (south - north) / height)
    // Where the shape is a point, some streets around it.
    this.#view.zoom = Math.min(1, Math.max(1 / 64, part))
    this.#centre(this.#toPlace((west + east) / 2, (north + south) / 2))
  }

  get #list(): HTMLTextAreaElement | null {
    return this.querySelector('textarea')
  }

  get #kind(): Kind {
    const kind = this.querySelector<HTMLInputElement | HTMLSelectElement>('[name$=".kind"]')?.value
    return kind === 'point' || kind === 'area' ? kind : 'line'
  }

  /** The places typed so far; a line that is none is passed over, as the server will say it. */
  #read(): Position[] {
    return (this.#list?.value ?? '').split('\n').flatMap((line): Position[] => {
      const [lat, lng] = line
        .split(/[\s,]+/)
        .filter(Boolean)
        .map(Number)
      return lat === undefined || lng === undefined || !Number.isFinite(lat) || !Number.isFinite(lng)
        ? []
        : [[lng, lat]]
    })
  }

  #write(points: readonly Position[]): void {
    const list = this.#list
    if (!list) return
    list.value = points.map(([lng, lat]) => `${lat.toFixed(6)}, ${lng.toFixed(6)}`).join('\n')
    list.dispatchEvent(new Event('input', { bubbles: true }))
    list.dispatchEvent(new Event('change', { bubbles: true }))
  }

  #add(place: Position): void {
    this.#cross = place
    this.#write(this.#kind === 'point' ? [place] : [...this.#read(), place])
  }

  #toPicture([lng, lat]: Position): readonly [number, number] {
    const { west, south, east, north, width, height } = this.#frame
    return [((lng - west) / (east - west)) * width, ((north - lat) / (north - south)) * height]
  }

  #toPlace(x: number, y: number): Position {
    const { west, south, east, north, width, height } = this.#frame
    return [west + (x / width) * (east - west), north - (y / height) * (north - south)]
  }

  #at(event: PointerEvent): readonly [number, number] {
    const matrix = this.#picture?.getScreenCTM()?.inverse()
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
    return [point.x, point.y]
  }

  #grab(event: PointerEvent): void {
    const [x, y] = this.#at(event)
    const near = grip * this.#view.zoom
    const found = this.#read().findIndex((point) => {
      const [px, py] = this.#toPicture(point)
      return Math.hypot(px - x, py - y) <= near
    })
    this.#dragged = found
    if (found >= 0) this.#picture?.setPointerCapture(event.pointerId)
  }

  #drag(event: PointerEvent): void {
    const dragged = this.#dragged
    if (dragged === undefined || dragged < 0) return
    const place = this.#toPlace(...this.#at(event))
    this.#write(this.#read().map((point, i) => (i === dragged ? place : point)))
  }

  #release(event: PointerEvent): void {
    const dragged = this.#dragged
    this.#dragged = undefined
    // A press on the empty map; on a point it was a drag.
    if (dragged === -1) this.#add(this.#toPlace(...this.#at(event)))
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key]
    if (step) this.#moveCross(step[0] ?? 0, step[1] ?? 0)
    else if (event.key === 'Enter' || event.key === ' ') this.#add(this.#crossNow)
    else if (event.key === 'Backspace' || event.key === 'Delete') this.#write(this.#read().slice(0, -1))
    else if (event.key === '+' || event.key === '-') this.#zoom(event.key === '+' ? 0.5 : 2)
    else return
    event.preventDefault()
  }

  get #crossNow(): Position {
    const { x, y, zoom } = this.#view
    const { width, height } = this.#frame
    return this.#cross ?? this.#toPlace(x + (width * zoom) / 2, y + (height * zoom) / 2)
  }

  #moveCross(right: number, down: number): void {
    const [x, y] = this.#toPicture(this.#crossNow)
    const step = this.#frame.width * this.#view.zoom * keyStep
    const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))
    this.#cross = this.#toPlace(clamp(x + right * step, this.#frame.width), clamp(y + down * step, this.#frame.height))
    this.#show(this.#cross)
    this.#draw()
  }

  #pressed(event: Event): void {
    const target = event.target instanceof Element ? event.target.closest('button') : null
    if (!target) return
    const act = target.dataset.act
    if (act === 'add') this.#add(this.#crossNow)
    else if (act === 'undo') this.#write(this.#read().slice(0, -1))
    else if (act === 'in' || act === 'out') this.#zoom(act === 'in' ? 0.5 : 2)
    else if (target.value.startsWith('lookup:')) {
      const town = this.#town()
      if (!town) return
      event.preventDefault()
      this.#add(town)
    }
  }

  #chosen(select: HTMLSelectElement): void {
    const town = select.name.endsWith('.town') ? this.#town() : undefined
    if (town) {
      this.#cross = town
      this.#view.zoom = Math.min(this.#view.zoom, 1 / 16)
      this.#centre(town)
    }
    this.#draw()
  }

  #town(): Position | undefined {
    const id = this.querySelector<HTMLSelectElement>('[name$=".town"]')?.value
    const town = (this.dataset.towns ?? '').split(';').find((each) => id !== '' && each.startsWith(`${id} `))
    const [lat, lng] = (town ?? '').split(' ').slice(-2).map(Number)
    return town === undefined || lat === undefined || lng === undefined ? undefined : [lng, lat]
  }

  #zoom(by: number): void {
    const middle = this.#crossNow
    this.#view.zoom = Math.min(1, Math.max(closest, this.#view.zoom * by))
    this.#centre(middle)
    this.#draw()
  }

  #centre(place: Position): void {
    const [x, y] = this.#toPicture(place)
    const { width, height } = this.#frame
    const { zoom } = this.#view
    const clamp = (value: number, whole: number): number =>
      Math.min(whole * (1 - zoom), Math.max(0, value - (whole * zoom) / 2))
    this.#view = { zoom, x: clamp(x, width), y: clamp(y, height) }
    this.#picture?.setAttribute(
      'viewBox',
      [this.#view.x, this.#view.y, width * zoom, height * zoom].map((n) => n.toFixed(4)).join(' '),
    )
  }

  /** The cross comes back into the picture when it has left it. */
  #show(place: Position): void {
    const [x, y] = this.#toPicture(place)
    const { width, height } = this.#frame
    const { zoom } = this.#view
    const inside =
      x >= this.#view.x && x <= this.#view.x + width * zoom && y >= this.#view.y && y <= this.#view.y + height * zoom
    if (!inside) this.#centre(place)
  }

  #draw(quiet = false): void {
    const drawing = this.#drawing
    if (!drawing) return
    const points = this.#read()
    const kind = this.#kind
    const placed = points.map((point) => this.#toPicture(point))
    const size = this.#view.zoom
    drawing.replaceChildren()
    const put = (name: string, attributes: Readonly<Record<string, string | number>>): void => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', name)
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
      drawing.append(made)
    }
    if (kind !== 'point' && placed.length > 1) {
      const path = `M${placed.map((pair) => pair.join(' ')).join('L')}${kind === 'area' ? 'z' : ''}`
      put('path', { class: kind === 'area' ? 'sketch-area' : 'sketch-line', d: path })
    }
    for (const [cx, cy] of placed) put('circle', { class: 'map-mark', cx, cy, r: 12 * size })
    if (this.#cross) {
      const [x, y] = this.#toPicture(this.#cross)
      const arm = 14 * size
      put('path', { class: 'map-cross', d: `M${x - arm} ${y}h${2 * arm}M${x} ${y - arm}v${2 * arm}` })
    }
    if (!quiet && points.length > 0) this.say(this.#measure(kind, points))
  }

  #measure(kind: Kind, points: readonly Position[]): string {
    const words = this.dataset[kind] ?? ''
    const metres = lengthOf(points).toFixed(1)
    return words.replace('%n', String(points.length)).replace('%m', metres).replace('%a', areaOf(points).toFixed(1))
  }
}
