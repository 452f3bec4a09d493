import type { Surface } from './capability.ts'

/** A municipality on this installation. `id` is the tenant id: lower-case letters and digits only. */
export interface City {
  readonly id: string
  /** 全国地方公共団体コード, six digits; absent for a fictional town. */
  readonly code?: string
  readonly name: string
  readonly nameEn: string
  readonly nameEasy: string
  readonly mayor: string
  readonly phone: string
  /** When the telephone is answered, in Japanese; the two others fall back to it. */
  readonly hours: string
  readonly hoursEasy?: string | undefined
  readonly hoursEn?: string | undefined
  /** Demonstration city: fictional people, says so on every page. */
  readonly demo: boolean
  /** Public address of each surface, e.g. `http://localhost:4000`. */
  readonly origins: { readonly [surface in Surface]?: string }
  readonly settings: Readonly<Record<string, unknown>>
}
