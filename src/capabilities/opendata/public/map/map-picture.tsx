import { h, type JSX } from 'preact'
import type { Position } from '../../../../civic/geo.ts'
import type { BaseMap } from './base-map.ts'
import { dashesOf } from './line-styles.ts'
import { hasShapes, type MapLayer } from './map-layers.ts'
import { type MarkStyle, markOf } from './marks.ts'
import { intoPicture, outlineOf, type PictureFrame } from './picture-frame.ts'
import type { ShapeOutline } from './shape-outline.ts'

export interface PictureLayer {
  /** Which mark. */
  readonly mark: number
  readonly points: readonly Position[]
  /** Lines and areas in their place. */
  readonly shapes?: readonly ShapeOutline[]
  /** Another mark than that of the number. */
  readonly style?: MarkStyle
}

export interface MapPictureProps {
  readonly base: BaseMap
  readonly frame: PictureFrame
  readonly layers: readonly PictureLayer[]
  /** A place that is looked from. */
  readonly here?: Position
  /** What the picture shows, for those who do not see it; the list beside it says it all. */
  readonly label: string
}

/** A map drawn by the server: needs no script, is printed sharply, and weighs a few kilobytes. */
export function MapPicture({ base, frame, layers, here, label }: MapPictureProps): JSX.Element {
  const place = (at: Position): string => {
    const [x, y] = intoPicture(at, frame)
    return `translate(${x} ${y})`
  }
  const seen = ([lon, lat]: Position): boolean => {
    const [west, south, east, north] = frame.bounds
    return lon >= west && lon <= east && lat >= south && lat <= north
  }
  return (
    <svg class="map map-picture" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <path class="map-land" d={landOf(base, frame)} />
      {layers.flatMap(({ mark, shapes = [] }) =>
        shapes.map(({ areas, lines }) => (
          <>
            {areas !== '' && <path class="map-area" d={areas} stroke-dasharray={dashesOf(mark).join(' ')} />}
            {lines !== '' && <path class="map-line" d={lines} stroke-dasharray={dashesOf(mark).join(' ')} />}
          </>
        )),
      )}
      {roomFor(base, frame, [...layers.flatMap(({ points }) => points), ...(here === undefined ? [] : [here])]).map(
        ({ name, x, y }) => (
          <text class="map-town" x={x} y={y} text-anchor="middle">
            {name}
          </text>
        ),
      )}
      {layers.map(({ mark, points, style = markOf(mark) }) =>
        h('g', {
          class: style.hollow ? 'map-hollow' : 'map-filled',
          // Some hundred elements of two attributes, of our own letters and numbers: as text they take a tenth of the time.
          dangerouslySetInnerHTML: {
            __html: points
              .filter(seen)
              .map((at) => `<path d="${style.path}" transform="${place(at)}"></path>`)
              .join(''),
          },
        }),
      )}
      {here && <path class="map-here" d="M-10 0H10M0-10V10" transform={place(here)} />}
    </svg>
  )
}

/** Frames of one ground whose outline is kept: that of the city, those of its datasets, and some towns. */
const mostFrames = 100
const drawn = new WeakMap<BaseMap, Map<string, string>>()

/** The outline of the land. It has thousands of corners, and who looks at a map mostly sees the same frame as others. */
function landOf(base: BaseMap, frame: PictureFrame): string {
  const known = drawn.get(base) ?? new Map<string, string>()
  drawn.set(base, known)
  const name = `${frame.bounds} ${frame.width} ${frame.height}`
  const outline = known.get(name) ?? base.land.flatMap((ring) => outlineOf(ring, frame) ?? []).join('')
  if (known.size >= mostFrames) known.clear()
  known.set(name, outline)
  return outline
}

/** Height of a town's name and width of a letter, in the units of the picture; on a narrow phone a unit is half a pixel. */
const letter = 24

/** Where a name stands from the middle of its town: on it, above, below. */
const places = [8, -16, 34] as const

/** Towns whose names fit beside those before them and where no mark is: a name below marks is none. */
function roomFor(
  { towns }: BaseMap,
  frame: PictureFrame,
  marked: readonly Position[],
): readonly { name: string; x: number; y: number }[] {
  const marks = marked.map((at) => intoPicture(at, frame))
  const taken: { readonly name: string; readonly x: number; readonly y: number }[] = []
  for (const { name, at } of towns) {
    const [x, middle] = intoPicture(at, frame)
    const half = (name.length * letter) / 2
    const free = places
      .map((more) => middle + more)
      .filter((y) => x > half && x < frame.width - half && y > letter && y < frame.height - 4)
      .filter((y) =>
        taken.every(
          (other) =>
            Math.abs(other.y - y) > letter * 1.3 ||
            Math.abs(other.x - x) > half + (other.name.length * letter) / 2 + 12,
        ),
      )
    const clear = (y: number): boolean =>
      !marks.some(([markX, markY]) => Math.abs(markX - x) < half + 6 && markY > y - letter - 4 && markY < y + 8)
    const y = free.find(clear)
    if (y !== undefined) taken.push({ name, x, y })
  }
  return taken
}

/** What tells a layer, for its legend: its mark, or a piece of its line. */
export function LayerKey({ layer }: { readonly layer: MapLayer }): JSX.Element {
  if (!hasShapes(layer.dataset)) return <Mark style={markOf(layer.mark)} />
  const dashes = dashesOf(layer.mark).join(' ')
  const drawn = layer.dataset.version.tiles?.shapes ?? ['area']
  return (
    <svg class="map-key" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      {drawn.includes('area') && <path class="map-area" d="M4 10H36V30H4z" stroke-dasharray={dashes} />}
      {drawn.includes('line') && <path class="map-line" d="M2 34L14 14 26 26 38 6" stroke-dasharray={dashes} />}
    </svg>
  )
}

/** The mark of a layer for its legend. */
export function Mark({ style }: { readonly style: MarkStyle }): JSX.Element {
  return (
    <svg
      class={`map-key ${style.hollow ? 'map-hollow' : 'map-filled'}`}
      viewBox="-10 -10 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={style.path} />
    </svg>
  )
}
