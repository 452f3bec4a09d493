import { z } from 'zod'

/**
 * What a city decides about its maps: setting `map`, with a date like the others. Without it nothing outside is asked: the ground is the
 * bundled one. `gsi` puts 地理院タイル (淡色地図) under it: each browser then fetches pictures from the 国土地理院.
 */
export interface MapSettings {
  readonly background: 'bundled' | 'gsi'
  /** Where walking directions are looked up; `{lat}` and `{lon}` are replaced. */
  readonly walking: { readonly name: string; readonly url: string }
}

const usual: MapSettings = {
  background: 'bundled',
  walking: {
    name: 'Google マップ',
    url: 'https://www.google.com/maps/dir/?api=1&travelmode=walking&destination={lat},{lon}',
  },
}

const schema = z.object({
  background: z.enum(['bundled', 'gsi']).default(usual.background),
  walking: z
    .object({ name: z.string().min(1).max(60), url: z.string().regex(/^https:\/\/\S+\{lat\}\S*\{lon\}\S*$/) })
    .default(usual.walking),
})

/** The setting as it is, or what is usual where it is missing or says nothing that can be used. */
export function mapSettingsOf(settings: Readonly<Record<string, unknown>>): MapSettings {
  const parsed = schema.safeParse(settings.map ?? {})
  return parsed.success ? parsed.data : usual
}

/** The address of walking directions to a place. */
export function walkingTo({ walking }: MapSettings, lat: number, lon: number): string {
  return walking.url.replaceAll('{lat}', String(lat)).replaceAll('{lon}', String(lon))
}

/** 地理院タイル as the map in the browser takes them (国土地理院コンテンツ利用規約: the source is named). */
export const gsiTiles = {
  origin: 'https://cyberjapandata.gsi.go.jp',
  tiles: 'https://cyberjapandata.gsi.go.jp/xyz/pale/{z}/{x}/{y}.png',
  maxzoom: 18,
  about: 'https://maps.gsi.go.jp/development/ichiran.html',
} as const
