import type { ResidentPageProps, Words } from '../../../../design/index.ts'
import type { BundlesMessages } from '../messages.ts'

/** What every page of a bundle is given. */
export interface BundlePage {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: BundlesMessages
}

export interface PageProblem {
  readonly id?: string
  readonly message: Words
}
