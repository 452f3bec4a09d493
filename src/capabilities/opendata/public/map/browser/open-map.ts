import {
  Map as LiveMap,
  type MapGeoJSONFeature,
  Marker,
  NavigationControl,
  type Point,
  type PointLike,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import type { MapConfig, MapConfigLayer } from '../map-config.ts'
import { coloursOf, onColoursChange } from './colours.ts'
import { type Ground, layersOf, mapStyle, singleLayer } from './map-style.ts'
import { imageName, markImage } from './mark-images.ts'
import { placesContent, severalContent } from './popup.ts'

/** Puts a map that can be moved in the place of the picture in `element`. False: this browser has no WebGL; the picture stays. */
export async function openMap(element: HTMLElement, worker: string): Promise<boolean> {
  const picture = element.querySelector<HTMLElement>('[data-picture]')
  if (!picture || !canDraw()) return false
  const config = JSON.parse(element.dataset.config ?? '{}') as MapConfig
  const response = await fetch(config.base)
  if (!response.ok) throw new Error(String(response.status))
  const ground = (await response.json()) as Ground
  setWorkerUrl(new URL(worker, location.href).href)
  const place = document.createElement('div')
  place.className = 'map-live'
  picture.before(place)
  picture.hidden = true
  const map = new LiveMap({
    container: place,
    style: mapStyle(config, ground, coloursOf(place)),
    bounds: [...config.bounds],
    fitBoundsOptions: { padding: 24, maxZoom: 16 },
    maxZoom: 19,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // Below the map it is named whose data are shown, always and in full.
    attributionControl: false,
    // A printed page shows the map as it was left.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200,
    locale: {
      'Map.Title': config.words.map,
      'NavigationControl.ZoomIn': config.words.zoomIn,
      'NavigationControl.ZoomOut': config.words.zoomOut,
      'Popup.Close': config.words.close,
    },
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl(), 'bottom-left')
  map.setMissingStyleImageResolver((id) => {
    const layer = config.layers.find((each) => imageName(each) === id)
    if (layer && !map.hasImage(id)) map.addImage(id, markImage(layer, coloursOf(place)), { pixelRatio: 2 })
  })
  followPress(map, config)
  followForm(map, config)
  followPlace(map, config)
  onColoursChange(() => map.setStyle(mapStyle(shownNow(map, config), ground, coloursOf(place)), { diff: false }))
  await new Promise<void>((resolve) => {
    map.once('load', () => resolve())
  })
  map.once('idle', () => {
    element.dataset.drawn = ''
  })
  return true
}

function canDraw(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

/**
 * A press tells of what lies on top: a mark before a line, a line before an area. Of several at one place, as the floors of a building are, all are
 * told.
 */
function followPress(map: LiveMap, config: MapConfig): void {
  const byId = new Map(config.layers.flatMap((layer) => layersOf(layer).map((id) => [id, layer] as const)))
  const found = (point: Point): readonly MapGeoJSONFeature[] => {
    // As large as a finger.
    const near: [PointLike, PointLike] = [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ]
    const all = map.queryRenderedFeatures(near, { layers: [...byId.keys()] })
    const marks = all.filter(({ geometry }) => geometry.type === 'Point')
    if (marks.length > 0) return marks
    const lines = all.filter(({ geometry }) => geometry.type.endsWith('LineString'))
    return lines.length > 0 ? lines : map.queryRenderedFeatures(point, { layers: [...byId.keys()] })
  }
  map.on('click', ({ point, lngLat }) => {
    const features = found(point)
    const [first] = features
    if (first === undefined) return
    const at = first.geometry.type === 'Point' ? (first.geometry.coordinates as [number, number]) : lngLat.toArray()
    const layerOf = ({ layer }: MapGeoJSONFeature): MapConfigLayer => byId.get(layer.id) as MapConfigLayer
    const several = Number(first.properties._count ?? 1)
    const places = new Map(
      features.map((each) => {
        const { properties, geometry } = each
        const own = geometry.type === 'Point' ? (geometry.coordinates as [number, number]) : at
        return [
          `${layerOf(each).id} ${properties._key ?? properties.name}`,
          { layer: layerOf(each), properties, at: own },
        ]
      }),
    )
    const content =
      several > 1 ? severalContent(config, layerOf(first), several) : placesContent(config, [...places.values()])
    new Popup({ maxWidth: '18rem' }).setLngLat(at).setDOMContent(content).addTo(map)
    if (several > 1) map.easeTo({ center: at, zoom: map.getZoom() + 2 })
  })
  map.on('mousemove', ({ point }) => {
    map.getCanvas().style.cursor = found(point).length > 0 ? 'pointer' : ''
  })
}

/** Pixels around a press in which a mark or a line is meant. */
const reach = 10

/** The check boxes of the page switch layers at once; the list follows with the form's button. */
function followForm(map: LiveMap, config: MapConfig): void {
  document.querySelector('#map-form')?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'layer') return
    const layer = config.layers.find(({ id }) => id === target.value)
    const visibility = target.checked ? 'visible' : 'none'
    for (const id of layer === undefined ? [] : layersOf(layer)) map.setLayoutProperty(id, 'visibility', visibility)
  })
}

/** A town that was chosen, and the place of the device when the person asked what is near. */
function followPlace(map: LiveMap, config: MapConfig): void {
  const put = (at: readonly [number, number]): Marker => {
    const sign = document.createElement('div')
    sign.className = 'map-here-live'
    sign.setAttribute('role', 'img')
    sign.setAttribute('aria-label', config.words.here)
    return new Marker({ element: sign }).setLngLat([at[0], at[1]]).addTo(map)
  }
  if (config.here) put(config.here)
  let own: Marker | undefined
  document.addEventListener('yanagi:here', (event) => {
    const at = (event as CustomEvent<readonly [number, number]>).detail
    own?.remove()
    own = put(at)
    map.easeTo({ center: [at[0], at[1]], zoom: Math.max(map.getZoom(), 14) })
  })
}

/** The layers as they are switched now. */
function shownNow(map: LiveMap, config: MapConfig): MapConfig {
  const layers = config.layers.map((layer) => ({
    ...layer,
    shown: map.getLayoutProperty(singleLayer(layer.id), 'visibility') !== 'none',
  }))
  return { ...config, layers }
}
