const wide = /[！-～　￥]/

/**
 * Full-width letters, digits and signs become half-width (`１２－３` → `12-3`), the ideographic space a plain one.
 * A person types as the keyboard happens to stand; converting is our work. Never used on stored names.
 */
export function toHalfWidth(text: string): string {
  if (!wide.test(text)) return text
  return text
    .replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/　/g, ' ')
    .replace(/￥/g, '¥')
}

/** All the marks that people and keyboards use as a hyphen between digits. */
const hyphens = /[-‐‑‒–—―−－ｰー─━]/g

/** Makes every kind of hyphen a plain `-`. Only for numbers: it would destroy the long vowel of kana. */
export function plainHyphens(text: string): string {
  return text.replace(hyphens, '-')
}

/** The digits alone, from any width, without hyphens, spaces and brackets; undefined when something else is left. */
export function digitsOnly(text: string): string | undefined {
  const bare = plainHyphens(toHalfWidth(text)).replace(/[-\s()]/g, '')
  return /^\d*$/.test(bare) ? bare : undefined
}

/** An integer from any width, with or without separators; undefined when it is none or not safe. */
export function readInteger(text: string): number | undefined {
  const bare = plainHyphens(toHalfWidth(text)).replace(/[,、，\s]/g, '')
  if (!/^-?\d{1,15}$/.test(bare)) return undefined
  return Number(bare)
}

/** A decimal number from any width (a depth, a length); undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const bare = plainHyphens(toHalfWidth(text)).replace(/[,、，\s]/g, '')
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(bare) ? Number(bare) : undefined
}
