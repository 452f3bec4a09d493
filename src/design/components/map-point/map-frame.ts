/** The picture's frame: the boundary's bounding box, with longitudes shortened as at its middle latitude. */
export interface Frame {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  readonly width: number
  readonly height: number
}

export type Rings = readonly (readonly (readonly [lng: number, lat: number])[])[]

const mapWidth = 640

export function frameOf(boundary: Rings): Frame {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lng, lat] of boundary.flat()) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const shortened = (east - west) * Math.cos(((south + north) / 2) * (Math.PI / 180))
  return {
    west,
    south,
    east,
    north,
    width: mapWidth,
    height: Math.max(1, Math.round((mapWidth * (north - south)) / shortened)),
  }
}

export function toPicture(lng: number, lat: number, frame: Frame): readonly [number, number] {
  const x = ((lng - frame.west) / (frame.east - frame.west)) * frame.width
  const y = ((frame.north - lat) / (frame.north - frame.south)) * frame.height
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10]
}

export function outline(ring: Rings[number], frame: Frame): string {
  return `M${ring.map(([lng, lat]) => toPicture(lng, lat, frame).join(' ')).join('L')}z`
}
