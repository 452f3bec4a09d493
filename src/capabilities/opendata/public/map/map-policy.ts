import type { Context } from 'hono'
import type { WebEnv } from '../../../../platform/http/index.ts'
import { gsiTiles, type MapSettings } from './map-settings.ts'

/** What a page with a map may do beside the usual: a worker of our own draws, and with 地理院タイル pictures come from there. */
export function allowMap(c: Context<WebEnv>, { background }: MapSettings): void {
  const outside = background === 'gsi' ? [gsiTiles.origin] : []
  c.set('morePolicy', { worker: ["'self'"], connect: outside, image: ['blob:', ...outside] })
}
