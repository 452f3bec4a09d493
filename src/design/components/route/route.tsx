import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'

/** `drafted` 起 · `approved` 済 · `consulted` 合 · `current` 今 · `waiting` 待 · `later` 後 (後閲) · `sentBack` 戻. */
export type SealKind = 'drafted' | 'approved' | 'consulted' | 'current' | 'waiting' | 'later' | 'sentBack'

export interface RouteStop {
  readonly seal: SealKind
  /** Person with post:「森 係長」. */
  readonly who: string
  /** The act:「承認」「専決　事務決裁規程 別表第2」. */
  readonly act: string
  readonly time?: string
}

const reached: readonly SealKind[] = ['drafted', 'approved', 'consulted']

/** The way of a proposal through the posts: a seal of one character, who, what, when. */
export function Route({ stops }: { stops: readonly RouteStop[] }): JSX.Element {
  const messages = useMessages()
  return (
    <ol class="route">
      {stops.map((stop) => (
        <li
          class={reached.includes(stop.seal) ? 'route-reached' : `route-${stop.seal}`}
          aria-current={stop.seal === 'current' ? 'step' : undefined}
        >
          <span class="seal" aria-hidden="true">
            {messages.seals[stop.seal]}
          </span>
          <b>{stop.who}</b>
          <small>
            {stop.act}
            {stop.time && `　${stop.time}`}
          </small>
        </li>
      ))}
    </ol>
  )
}
