/** The colours of a map, taken from the page, so that dark and more contrast are followed. */
export interface MapColours {
  readonly sea: string
  readonly land: string
  readonly edge: string
  readonly ink: string
  readonly mark: string
  readonly page: string
}

export function coloursOf(element: Element): MapColours {
  const style = getComputedStyle(element)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  return {
    sea: colour('--sunk'),
    land: colour('--page'),
    edge: colour('--edge'),
    ink: colour('--ink'),
    mark: colour('--accent'),
    page: colour('--page'),
  }
}

/** Tells when the person changes between light and dark, or asks for more contrast. */
export function onColoursChange(heard: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', heard)
}
