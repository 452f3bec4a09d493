import { isKana, normaliseKana } from '../../civic/kana.ts'

/** What the inline check does with a kana field: silently turned, and whether anything is left that cannot be. */
export function tidyKana(text: string): { readonly text: string; readonly ok: boolean } {
  const tidy = normaliseKana(text)
  return { text: tidy, ok: tidy === '' || isKana(tidy) }
}
