import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Locale } from '../../platform/i18n/local-text.ts'
import { type DesignMessages, designMessages } from '../messages.ts'

/** The language of the page being rendered. Layouts set it; components read it, so that no call has to pass it on. */
export const Language = createContext<Locale>('ja')

export function useLocale(): Locale {
  return useContext(Language)
}

/** The components' own words in the language of the page. */
export function useMessages(): DesignMessages {
  return designMessages[useContext(Language)]
}
