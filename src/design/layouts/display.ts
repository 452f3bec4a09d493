/** How a person wants the pages to look; kept in a cookie that says nothing else. */
export interface DisplayChoice {
  readonly colours: 'system' | 'light' | 'dark'
  readonly contrast: 'system' | 'more'
  /** Text size in percent of the usual one. */
  readonly size: 100 | 125 | 150 | 200
}

export const usualDisplay: DisplayChoice = { colours: 'system', contrast: 'system', size: 100 }

const coloursValues = ['system', 'light', 'dark'] as const
const contrastValues = ['system', 'more'] as const
const sizeValues = [100, 125, 150, 200] as const

/** Reads the cookie `colours.contrast.size`; anything not understood is the usual look. */
export function parseDisplay(cookie: string | undefined): DisplayChoice {
  const [colours, contrast, size] = (cookie ?? '').split('.')
  return {
    colours: coloursValues.find((value) => value === colours) ?? usualDisplay.colours,
    contrast: contrastValues.find((value) => value === contrast) ?? usualDisplay.contrast,
    size: sizeValues.find((value) => String(value) === size) ?? usualDisplay.size,
  }
}

export function formatDisplay(display: DisplayChoice): string {
  return `${display.colours}.${display.contrast}.${display.size}`
}
