import type { JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain } from '../../words/words.ts'
import { Button } from '../button/button.tsx'
import { type FieldProps, FieldSet } from '../field/field.tsx'
import { Part, PartSelect, partIds } from '../field/part.tsx'
import { type Frame, frameOf, outline, type Rings, toPicture } from './map-frame.ts'

export type MapPointPart = 'town' | 'lat' | 'lng'

export interface Town {
  readonly id: string
  readonly name: string
  /** Middle of the town, degrees (JGD2011). */
  readonly lat: number
  readonly lng: number
}

export interface MapPointProps extends FieldProps {
  readonly value?: { readonly [part in MapPointPart]?: string }
  readonly wrong?: readonly MapPointPart[]
  readonly towns: readonly Town[]
  /** Rings of the city's boundary as [lng, lat] pairs. */
  readonly boundary: Rings
}

/**
 * A place. Without script: a town from the list (`<name>.town`, its middle counts) or latitude and longitude.
 * With script the map can be pressed and fills in the same inputs. Sent as `<name>.town`, `.lat`, `.lng`.
 */
export function MapPoint({ value = {}, wrong, towns, boundary, ...field }: MapPointProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const at = partIds<MapPointPart>(field, ['town', 'lat', 'lng'], wrong)
  const frame = frameOf(boundary)
  const options = [
    { value: '', label: messages.choose },
    ...towns.map((town) => ({ value: town.id, label: town.name })),
  ]
  return (
    <FieldSet field={field}>
      <map-point
        class="stack"
        data-frame={`${frame.west} ${frame.south} ${frame.east} ${frame.north}`}
        data-towns={towns.map((town) => `${town.id} ${town.lat} ${town.lng}`).join(';')}
        data-label={plain(messages.mapLabel, locale)}
        data-help={plain(messages.mapHelp, locale)}
      >
        <div class="parts">
          <PartSelect
            field={field}
            part="town"
            at={at.town}
            label={messages.mapTown}
            value={value.town}
            width="20"
            options={options}
          />
          <Button label={messages.useTown} kind="line" name="do" value={`lookup:${field.name}`} unchecked />
        </div>
        <svg
          class="map"
          viewBox={`0 0 ${frame.width} ${frame.height}`}
          role="img"
          aria-label={plain(messages.mapLabel, locale)}
        >
          {boundary.map((ring) => (
            <path class="map-land" d={outline(ring, frame)} />
          ))}
          {mark(value, frame)}
        </svg>
        <p class="hint" data-status>
          <Text words={messages.mapPointChosen} />
        </p>
        <div class="parts">
          <Part
            field={field}
            part="lat"
            at={at.lat}
            label={messages.mapLatitude}
            value={value.lat}
            width="12"
            maxlength={20}
          />
          <Part
            field={field}
            part="lng"
            at={at.lng}
            label={messages.mapLongitude}
            value={value.lng}
            width="12"
            maxlength={20}
          />
        </div>
      </map-point>
    </FieldSet>
  )
}

function mark(value: { lat?: string; lng?: string }, frame: Frame): JSX.Element | null {
  const [lat, lng] = [Number(value.lat), Number(value.lng)]
  if (!value.lat || !value.lng || Number.isNaN(lat) || Number.isNaN(lng)) return null
  const [x, y] = toPicture(lng, lat, frame)
  return <circle class="map-mark" cx={x} cy={y} r="9" />
}
