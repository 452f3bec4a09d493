import { Island } from './island.ts'

/** Degrees a key press moves the mark: about 50 metres. */
const keyStep = 0.0005

/**
 * A place on the map: a press, or the arrow keys, put the mark and fill in latitude and longitude.
 * Without script the list of towns and the two numbers do the same.
 */
export class MapPoint extends Island {
  #frame = { west: 0, south: 0, east: 0, north: 0 }

  protected start(): void {
    const picture = this.querySelector('svg')
    const [west, south, east, north] = (this.dataset.frame ?? '').split(' ').map(Number)
    if (!picture || west === undefined || south === undefined || east === undefined || north === undefined) return
    this.#frame = { west, south, east, north }
    picture.setAttribute('tabindex', '0')
    picture.setAttribute('role', 'application')
    this.say(this.dataset.help ?? '')
    this.listen(picture, 'click', (event) => event instanceof MouseEvent && this.#press(picture, event))
    this.listen(picture, 'keydown', (event) => event instanceof KeyboardEvent && this.#move(picture, event))
    const towns = this.querySelector('select')
    if (towns) this.listen(towns, 'change', () => this.#toTown(picture, towns.value))
  }

  #press(picture: SVGSVGElement, event: MouseEvent): void {
    const box = picture.getBoundingClientRect()
    const view = picture.viewBox.baseVal
    // The picture keeps its proportions inside its box, so there may be empty strips at two sides.
    const scale = Math.min(box.width / view.width, box.height / view.height)
    const x = (event.clientX - box.left - (box.width - view.width * scale) / 2) / (view.width * scale)
    const y = (event.clientY - box.top - (box.height - view.height * scale) / 2) / (view.height * scale)
    const { west, south, east, north } = this.#frame
    this.#put(picture, north - y * (north - south), west + x * (east - west))
  }

  #move(picture: SVGSVGElement, event: KeyboardEvent): void {
    const step = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key]
    if (!step) return
    event.preventDefault()
    const { west, south, east, north } = this.#frame
    const lat = Number(this.#input('lat')?.value) || (south + north) / 2
    const lng = Number(this.#input('lng')?.value) || (west + east) / 2
    this.#put(picture, lat + (step[0] ?? 0) * keyStep, lng + (step[1] ?? 0) * keyStep)
  }

  #toTown(picture: SVGSVGElement, id: string): void {
    const town = (this.dataset.towns ?? '').split(';').find((each) => each.startsWith(`${id} `))
    const [, lat, lng] = (town ?? '').split(' ')
    if (lat !== undefined && lng !== undefined) this.#put(picture, Number(lat), Number(lng))
  }

  #input(part: 'lat' | 'lng'): HTMLInputElement | null {
    return this.querySelector(`input[name$=".${part}"]`)
  }

  #put(picture: SVGSVGElement, lat: number, lng: number): void {
    for (const [part, value] of [
      ['lat', lat],
      ['lng', lng],
    ] as const) {
      const input = this.#input(part)
      if (input) input.value = value.toFixed(6)
      input?.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const { west, south, east, north } = this.#frame
    const mark =
      picture.querySelector('circle') ?? picture.appendChild(document.createElementNS(picture.namespaceURI, 'circle'))
    mark.setAttribute('class', 'map-mark')
    mark.setAttribute('r', '9')
    mark.setAttribute('cx', String(((lng - west) / (east - west)) * picture.viewBox.baseVal.width))
    mark.setAttribute('cy', String(((north - lat) / (north - south)) * picture.viewBox.baseVal.height))
  }
}
