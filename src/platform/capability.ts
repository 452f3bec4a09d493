import type { Hono } from 'hono'
import type { Config } from '../config.ts'
import type { City } from './cities.ts'
import type { WebEnv } from './http/web-env.ts'
import type { ZoneServices } from './services.ts'
import type { Zone } from './zone.ts'

/**
 * The origins a city shows to the outside; each has its own port or host name, its own cookies. Users' files have an origin
 * in each zone (`files`, `office-files`); a capability knows only `files`, and finds its own zone's in `city.origins.files`.
 */
export const surfaces = ['portal', 'office', 'mynumber', 'simulator', 'files', 'office-files'] as const
export type Surface = (typeof surfaces)[number]

/** What a capability brings to one zone. Everything is listed, so that the tests can hold the program against it. */
export interface ZonePart {
  /** Tables this capability alone writes, all of them under row level security. */
  readonly tables: readonly string[]
  /** Mounts its routes; called once for each surface of the zone. */
  routes?(app: Hono<WebEnv>, services: ZoneServices, surface: Surface): void
  /**
   * Origins outside a surface that its forms may lead to: a browser holds every redirect after a sent form against the list,
   * not only the form's own address (CSP `form-action`, as Chromium reads it).
   */
  formTargets?(city: City, surface: Surface): readonly string[]
  /** Called once when the zone starts: relay handlers, background work. */
  start?(services: ZoneServices): Promise<void> | void
  stop?(): Promise<void> | void
  /**
   * Every ciphertext of the zone's file store that a row of this part names. What no part names is removed by the daily sweep: leave
   * nothing out.
   */
  filesInUse?(services: ZoneServices, cityId: string): AsyncIterable<string>
  readonly permissions?: readonly Permission[]
  readonly navigation?: readonly NavigationItem[]
}

export interface Permission {
  readonly id: string
  readonly label: string
}

export interface NavigationItem {
  readonly path: string
  readonly label: string
  readonly permission?: string
  readonly order: number
}

export interface Capability {
  readonly name: string
  readonly japanese: string
  /**
   * Reads files of the installation and remembers them, while PostgreSQL starts in a process of its own. What is wrong with
   * one is said by whoever needs it later: here it may be thrown, and is not heard.
   */
  readAhead?(config: Config, cities: readonly City[]): void
  readonly parts: { readonly [zone in Zone]?: ZonePart }
}

/** Declares a capability. A capability is one value; `app.ts` lists them all. */
export function defineCapability(capability: Capability): Capability {
  return capability
}
