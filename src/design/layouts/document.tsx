import type { ComponentChildren, JSX } from 'preact'
import type { AssetPaths } from '../../platform/http/assets.ts'
import type { Preferences } from '../../platform/http/preferences.ts'
import { htmlLang, type Locale } from '../../platform/i18n/local-text.ts'
import { designMessages } from '../messages.ts'
import { holdsJapanese } from '../words/japanese-runs.ts'
import { InLanguage } from '../words/language.tsx'
import { Text } from '../words/text.tsx'
import { plain, type Words, withoutReadings } from '../words/words.ts'
import { brandIcon } from './brand-mark.tsx'

/** What a person chose about the look; the usual look when absent. */
export type PageDisplay = Pick<Preferences, 'size' | 'theme' | 'contrast'>

export interface DocumentProps {
  readonly locale: Locale
  readonly title: Words
  /** Behind the title in the browser's tab: the city. */
  readonly site: string
  /** The page shows errors: the tab's title begins with「エラー：」. */
  readonly failed?: boolean
  readonly assets: AssetPaths
  readonly display?: PageDisplay
  /** Reload after so many seconds: progress pages. */
  readonly refreshSeconds?: number
  readonly bodyClass?: string
  readonly children: ComponentChildren
}

/** The frame of every page: language, title, the style sheet, the script, the skip link. Sent with `page()` of platform/http. */
export function HtmlDocument(props: DocumentProps): JSX.Element {
  const { locale, title, site, failed, assets, display, refreshSeconds, bodyClass, children } = props
  const messages = designMessages[locale]
  const prefix = failed ? plain(messages.errorPrefix, locale) : ''
  return (
    <InLanguage locale={locale}>
      <html
        lang={htmlLang(locale)}
        data-theme={chosen(display?.theme, 'system')}
        data-contrast={chosen(display?.contrast, 'system')}
        data-size={chosen(display?.size, '100')}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          {refreshSeconds !== undefined && <meta http-equiv="refresh" content={String(refreshSeconds)} />}
          <title {...(locale === 'en' && holdsJapanese(plain(title, locale)) ? { lang: 'ja' } : {})}>
            {`${prefix}${plain(title, locale)} | ${withoutReadings(site)}`}
          </title>
          <link rel="icon" href={brandIcon} />
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
    </InLanguage>
  )
}

function chosen(value: string | undefined, usual: string): string | undefined {
  return value === usual ? undefined : value
}
