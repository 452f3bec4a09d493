import type { Bounds } from '../published.ts'
import { deepestZoom, tilesAcross } from './tile-grid.ts'

/** OGC Two Dimensional Tile Matrix Set 2.0 (17-083r4), Annex D: the tiling of most maps on the web. */
export const webMercatorQuad = {
  id: 'WebMercatorQuad',
  title: 'Google Maps Compatible for the World',
  uri: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
  crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
} as const

/** Half of the square world in metres. */
const half = 20_037_508.3427892
/** A pixel is 0.28 mm (17-083r4, 6.1.1). */
const pixel = 0.000_28

/** The definition with the zooms that are given out. */
export function tileMatrixSet() {
  return {
    ...webMercatorQuad,
    orderedAxes: ['X', 'Y'],
    wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
    tileMatrices: Array.from({ length: deepestZoom + 1 }, (_, z) => {
      const cellSize = (2 * half) / 256 / 2 ** z
      return {
        id: String(z),
        scaleDenominator: cellSize / pixel,
        cellSize,
        cornerOfOrigin: 'topLeft',
        pointOfOrigin: [-half, half],
        tileWidth: 256,
        tileHeight: 256,
        matrixWidth: 2 ** z,
        matrixHeight: 2 ** z,
      }
    }),
  }
}

/** The tiles of each zoom that lie in a box. */
export function limitsOf(bounds: Bounds) {
  return Array.from({ length: deepestZoom + 1 }, (_, z) => {
    const { minX, maxX, minY, maxY } = tilesAcross(bounds, z)
    return { tileMatrix: String(z), minTileRow: minY, maxTileRow: maxY, minTileCol: minX, maxTileCol: maxX }
  })
}
