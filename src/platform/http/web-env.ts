import type { NavigationItem, Surface } from '../capability.ts'
import type { City } from '../cities.ts'
import type { Locale } from '../i18n/local-text.ts'
import type { AssetPaths } from './assets.ts'
import type { MorePolicy } from './security-headers.ts'

/** What every handler finds in its context. */
export interface WebEnv {
  Variables: {
    city: City
    surface: Surface
    /** A fresh id for this request: in the log, and on the page when something broke. */
    requestId: string
    locale: Locale
    /** Where it comes from (`clientNetworks`), for limits and nothing else; undefined without a socket. */
    clientNetwork?: string | undefined
    now: Date
    /** The style sheet and the script of this build, for the layouts. */
    assets: AssetPaths
    /** The areas of this surface in their order, from all capabilities; absent in a test of one capability. */
    navigation?: readonly NavigationItem[]
    /** What this answer may load or run beside the usual; set by its route. */
    morePolicy?: MorePolicy
  }
}
