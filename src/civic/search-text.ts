import { foldVariants } from './characters.ts'
import { toFullWidthKana, toKatakana } from './kana.ts'

/**
 * A text as it is compared in searches: width, case, hiragana and katakana, 異体字, spaces and signs make no difference.
 * NFKC is fine here because the result is never shown or stored as a name.
 */
export function searchKey(text: string): string {
  return toKatakana(foldVariants(toFullWidthKana(text).normalize('NFKC')).toLowerCase()).replace(
    /[\s・,.、。「」『』()[\]【】〈〉《》/／\-‐–—−~〜!?！？:：;；'"’”]/g,
    '',
  )
}
