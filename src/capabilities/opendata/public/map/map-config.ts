/** What the map in the browser is told, as JSON in the page: the server decides, the script draws. */
export interface MapConfig {
  /** Paths of our own. */
  readonly tiles: string
  readonly base: string
  /** West, south, east, north at the start. */
  readonly bounds: readonly [number, number, number, number]
  readonly here?: readonly [lon: number, lat: number]
  readonly layers: readonly MapConfigLayer[]
  /** 地理院タイル, when the city wants them. */
  readonly raster?: { readonly tiles: string; readonly maxzoom: number }
  readonly walking: { readonly name: string; readonly url: string }
  readonly words: MapWords
}

export interface MapConfigLayer {
  /** Layer of the tiles. */
  readonly id: string
  /** GeoJSON of the places when they are not in the tiles. */
  readonly places?: string
  /** Rows are lines and areas: their dashes. */
  readonly dashes?: readonly number[]
  readonly title: string
  /** Path before the key of a row; absent: each place has the address of its page in `published_at`, and whose it is in `published_by`. */
  readonly rows?: string
  /** Column that a place is called by. */
  readonly label?: string
  readonly mark: { readonly path: string; readonly hollow: boolean }
  readonly shown: boolean
  /** Only places with `1` in this column. */
  readonly flag?: string
  /** Only these rows. */
  readonly keys?: readonly string[]
}

/** Sentences of the script, in the language of the page. */
export interface MapWords {
  readonly map: string
  readonly zoomIn: string
  readonly zoomOut: string
  readonly details: string
  readonly walking: string
  readonly here: string
  /** `{count}`. */
  readonly several: string
  readonly loading: string
  readonly ready: string
  readonly impossible: string
  readonly failed: string
  readonly close: string
}
