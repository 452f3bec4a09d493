import type { JSX } from 'preact'
import { AsWritten, Button, Text, useLocale } from '../../../../design/index.ts'
import type { AssetPaths } from '../../../../platform/http/index.ts'
import type { MapConfig } from './map-config.ts'
import { MapPicture, type MapPictureProps } from './map-picture.tsx'
import { gsiTiles, type MapSettings } from './map-settings.ts'
import type { MapMessages } from './messages.ts'

export interface OpenMapProps {
  readonly m: MapMessages
  readonly assets: AssetPaths
  readonly picture: MapPictureProps
  readonly config: MapConfig
  /** Whose data the map is made of. */
  readonly attribution: readonly string[]
  readonly background: MapSettings['background']
}

/** The drawn map, and the button that puts a map in its place that can be moved. Nothing of that one is loaded before the press. */
export function OpenMap({ m, assets, picture, config, attribution, background }: OpenMapProps): JSX.Element {
  const locale = useLocale()
  const { map } = assets
  return (
    <>
      <city-map
        class="stack"
        data-script={map?.js}
        data-style={map?.css}
        data-worker={map?.worker}
        data-config={JSON.stringify(config)}
        lang={locale === 'en' ? 'en' : 'ja'}
      >
        <div data-picture>
          <MapPicture {...picture} />
        </div>
        {map !== undefined && (
          <p class="screen-only" data-open hidden>
            <Button label={m.open} kind="line" />
          </p>
        )}
        <p class="hint" role="status" data-status />
      </city-map>
      <p class="fine">
        <Text words={m.attribution(attribution.join('、'))} />
        {background === 'gsi' && (
          <>
            {'、'}
            <a href={gsiTiles.about} rel="external noopener noreferrer">
              <AsWritten text="地理院タイル" />
            </a>
          </>
        )}
      </p>
    </>
  )
}
