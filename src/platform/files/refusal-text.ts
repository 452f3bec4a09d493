import type { LocalText } from '../i18n/local-text.ts'
import { fileMessages as easy } from './messages.easy.ts'
import { fileMessages as en } from './messages.en.ts'
import { fileMessages as ja } from './messages.ja.ts'
import type { FileRefusal } from './refusals.ts'

/** The sentence for a refused file, with what to do. */
export function fileRefusalText(refusal: FileRefusal): LocalText {
  return { ja: ja[refusal], easy: easy[refusal], en: en[refusal] }
}
