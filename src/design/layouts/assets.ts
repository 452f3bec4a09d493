/** Addresses of the one style sheet and the one script of this build. */
export interface PageAssets {
  readonly css: string
  readonly js: string
}
