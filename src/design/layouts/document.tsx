import type { ComponentChildren, JSX } from 'preact'
import { htmlLang, type Locale } from '../../platform/i18n/local-text.ts'
import { designMessages } from '../messages.ts'
import { Language } from '../words/language.tsx'
import { Text } from '../words/text.tsx'
import { plain, type Words } from '../words/words.ts'
import type { PageAssets } from './assets.ts'
import { type DisplayChoice, usualDisplay } from './display.ts'

export interface DocumentProps {
  readonly locale: Locale
  readonly title: Words
  /** Behind the title in the browser's tab: the city. */
  readonly site: string
  /** The page shows errors: the tab's title begins with「エラー：」. */
  readonly failed?: boolean
  readonly assets: PageAssets
  readonly display?: DisplayChoice
  /** Reload after so many seconds: progress pages. */
  readonly refreshSeconds?: number
  readonly bodyClass?: string
  readonly children: ComponentChildren
}

/** The frame of every page: language, title, the style sheet, the script, the skip link. Render with `renderPage`. */
export function HtmlDocument(props: DocumentProps): JSX.Element {
  const { locale, title, site, failed, assets, display = usualDisplay, refreshSeconds, bodyClass, children } = props
  const messages = designMessages[locale]
  const prefix = failed ? plain(messages.errorPrefix, locale) : ''
  return (
    <Language.Provider value={locale}>
      <html
        lang={htmlLang(locale)}
        data-colours={display.colours === 'system' ? undefined : display.colours}
        data-contrast={display.contrast === 'system' ? undefined : display.contrast}
        data-size={display.size === 100 ? undefined : String(display.size)}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
          <title>{`${prefix}${plain(title, locale)} | ${site}`}</title>
          <link rel="stylesheet" href={assets.css} />
          <script src={assets.js} defer />
        </head>
        <body class={[bodyClass, locale === 'easy' && 'easy'].filter(Boolean).join(' ') || undefined}>
          <a class="skip" href="#main">
            <Text words={messages.skipToMain} />
          </a>
          {children}
        </body>
      </html>
    </Language.Provider>
  )
}
