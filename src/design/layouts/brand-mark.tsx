import type { JSX } from 'preact'

/** The mark of Yanagi: four hanging branches of a willow. */
export function BrandMark(): JSX.Element {
  return (
    <svg class="brand-mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <path d="M7 33C6 17 11 6 22 5c8 0 11 8 10 19M20 5c6 3 8 11 6 23M15 7c4 4 5 10 4 18M20 5c-2-1-4-1-6-1" />
    </svg>
  )
}
