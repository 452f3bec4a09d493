import {
  Map as LiveMap,
  type MapLayerMouseEvent,
  Marker,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import type { MapConfig, MapConfigLayer } from '../map-config.ts'
import { coloursOf, onColoursChange } from './colours.ts'
import { type Ground, mapStyle, severalLayer, singleLayer } from './map-style.ts'
import { imageName, markImage } from './mark-images.ts'
import { placeContent, severalContent } from './popup.ts'

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

function followPress(map: LiveMap, config: MapConfig): void {
  const say = (layer: MapConfigLayer, { features, lngLat }: MapLayerMouseEvent): void => {
    const feature = features?.[0]
    if (!feature) return
    const at =
      feature.geometry.type === 'Point'
        ? (feature.geometry.coordinates as [number, number])
        : ([lngLat.lng, lngLat.lat] as const)
    const several = Number(feature.properties._count ?? 1)
    const content =
      several > 1 ? severalContent(config, layer, several) : placeContent(config, layer, feature.properties, at)
    new Popup({ maxWidth: '18rem' }).setLngLat([at[0], at[1]]).setDOMContent(content).addTo(map)
    if (several > 1) map.easeTo({ center: [at[0], at[1]], zoom: map.getZoom() + 2 })
  }
  for (const layer of config.layers)
    for (const id of [singleLayer(layer.id), severalLayer(layer.id)]) {
      map.on('click', id, (event) => say(layer, event))
      map.on('mouseenter', id, () => {
        map.getCanvas().style.cursor = 'pointer'
      })
      map.on('mouseleave', id, () => {
        map.getCanvas().style.cursor = ''
      })
    }
}

/** The check boxes of the page switch layers at once; the list follows with the form's button. */
function followForm(map: LiveMap, config: MapConfig): void {
  document.querySelector('#map-form')?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'layer') return
    if (!config.layers.some(({ id }) => id === target.value)) return
    const visibility = target.checked ? 'visible' : 'none'
    const several = severalLayer(target.value)
    for (const id of [singleLayer(target.value), several, `${several}-number`])
      map.setLayoutProperty(id, 'visibility', visibility)
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
