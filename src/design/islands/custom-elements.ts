import type { HTMLAttributes } from 'preact'

/** Names of our custom elements, so that components may write them. Each is a plain block without its script. */
export const islandNames = [
  'account-lookup',
  'auto-save',
  'city-map',
  'copy-text',
  'error-focus',
  'inline-check',
  'list-filter',
  'live-picture',
  'map-point',
  'map-shape',
  'near-me',
  'passkey-button',
  'postcode-lookup',
  'session-warning',
  'single-submit',
  'staff-keys',
  'upload-progress',
] as const
export type IslandName = (typeof islandNames)[number]

type IslandElements = {
  [name in IslandName]: HTMLAttributes<HTMLElement> & {
    readonly [data: `data-${string}`]: string | number | undefined
  }
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends IslandElements {}
  }
}
