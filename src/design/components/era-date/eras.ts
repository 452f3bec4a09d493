import type { DesignMessages } from '../../messages.ts'
import type { Words } from '../../words/words.ts'

/** Values of the era list; `ad` is 西暦. */
export const eraIds = ['reiwa', 'heisei', 'showa', 'taisho', 'meiji', 'ad'] as const
export type EraId = (typeof eraIds)[number]

/** The eras to choose from, newest first. Meiji is offered on request only: nobody alive needs it for a birthday. */
export function eraOptions(
  messages: DesignMessages,
  eras: readonly EraId[] = ['reiwa', 'heisei', 'showa', 'taisho', 'ad'],
): readonly { readonly value: EraId; readonly label: Words }[] {
  return eras.map((era) => ({ value: era, label: era === 'ad' ? messages.gregorian : messages.eras[era] }))
}
