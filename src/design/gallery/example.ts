import type { JSX } from 'preact'

/** One state of a component, ready to render. Ids differ between examples: they share a page. */
export interface Example {
  readonly name: string
  readonly show: () => JSX.Element
}

/** All states of a component. The gallery shows them; the tests render, measure and check every one. */
export interface ComponentExamples {
  /** Folder of the component, and its address in the gallery. */
  readonly component: string
  readonly title: string
  /** Shown on a staff screen instead of a resident page. */
  readonly staff?: true
  readonly examples: readonly Example[]
}
