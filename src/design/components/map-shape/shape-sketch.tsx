import type { JSX } from 'preact'

export interface ShapeSketchProps {
  /** Said instead of the picture. */
  readonly label: string
  readonly kind: 'point' | 'line' | 'area'
  /** Longitude and latitude, in order. */
  readonly points: readonly (readonly [lng: number, lat: number])[]
}

const [width, height, edge] = [320, 200, 24]

/** What somebody drew, north up, with a bar of a round length: for looking at, not for measuring. */
export function ShapeSketch({ label, kind, points }: ShapeSketchProps): JSX.Element | null {
  const [first] = points
  if (!first) return null
  const east = 111_320 * Math.cos((first[1] * Math.PI) / 180)
  const metres = points.map(([lng, lat]) => [(lng - first[0]) * east, (first[1] - lat) * 110_950] as const)
  const xs = metres.map(([x]) => x)
  const ys = metres.map(([, y]) => y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const wide = Math.max(1, Math.max(...xs) - left)
  const high = Math.max(1, Math.max(...ys) - top)
  const scale = Math.min((width - 2 * edge) / wide, (height - 3 * edge) / high)
  const placed = metres.map(
    ([x, y]) =>
      [edge + (x - left) * scale, edge + (y - top) * scale].map((n) => Math.round(n * 10) / 10) as [number, number],
  )
  const path = `M${placed.map((pair) => pair.join(' ')).join('L')}${kind === 'area' ? 'z' : ''}`
  const bar = roundLength(((width - 2 * edge) / scale) * 0.5)
  const foot = height - edge / 2
  return (
    <svg class="sketch" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {kind !== 'point' && <path class={kind === 'area' ? 'sketch-area' : 'sketch-line'} d={path} />}
      {placed.map(([x, y]) => (
        <circle class="map-mark" cx={x} cy={y} r={kind === 'point' ? 7 : 3.5} />
      ))}
      {kind !== 'point' && (
        <>
          <path class="sketch-bar" d={`M${edge} ${foot}h${Math.round(bar * scale)}`} />
          <text class="sketch-text" x={edge} y={foot - 6}>
            {bar} m
          </text>
        </>
      )}
    </svg>
  )
}

/** 1, 2 or 5 times a power of ten, at most this long. */
function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [5, 2, 1].map((n) => n * power).find((length) => length <= most) ?? power
}
