import { type ComponentChildren, createContext, h, type JSX } from 'preact'
import { useContext } from 'preact/hooks'
import type { Locale } from '../../platform/i18n/local-text.ts'
import { type DesignMessages, designMessages } from '../messages.ts'

/** The language of the page being rendered. Layouts set it; components read it, so that no call has to pass it on. */
const Language = createContext<Locale>('ja')

/** Renders its children in a language. Layouts use it; tests and the gallery too. */
export function InLanguage({ locale, children }: { locale: Locale; children: ComponentChildren }): JSX.Element {
  return h(Language.Provider, { value: locale }, children)
}

export function useLocale(): Locale {
  return useContext(Language)
}

/** The components' own words in the language of the page. */
export function useMessages(): DesignMessages {
  return designMessages[useContext(Language)]
}
