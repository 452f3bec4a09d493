import type { JSX } from 'preact'

const branches = 'M7 33C6 17 11 6 22 5c8 0 11 8 10 19M20 5c6 3 8 11 6 23M15 7c4 4 5 10 4 18M20 5c-2-1-4-1-6-1'

/** The mark as the browser's tab shows it: an address that needs no request. */
export const brandIcon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" fill="none" stroke="#37652f" stroke-width="3" stroke-linecap="round"><path d="${branches}"/></svg>`,
)}`

/** The mark of Yanagi: four hanging branches of a willow. */
export function BrandMark(): JSX.Element {
  return (
    <svg class="brand-mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <path d={branches} />
    </svg>
  )
}
