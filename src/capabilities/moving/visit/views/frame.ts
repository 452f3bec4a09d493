import type { ResidentPageProps } from '../../../../design/index.ts'

/** What a page takes from the request. */
export type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'languageHref'>
