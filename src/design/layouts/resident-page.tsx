import type { ComponentChildren, JSX } from 'preact'
import type { AssetPaths } from '../../platform/http/assets.ts'
import type { Locale } from '../../platform/i18n/local-text.ts'
import { Icon } from '../icons/icon.tsx'
import type { DesignMessages } from '../messages.ts'
import { useLocale, useMessages } from '../words/language.tsx'
import { AsWritten, Text } from '../words/text.tsx'
import { plain, type Words } from '../words/words.ts'
import { BrandMark } from './brand-mark.tsx'
import type { PageDisplay } from './document.tsx'
import { HtmlDocument } from './document.tsx'

/** What every resident page knows of its city; `name` is in the page's language. */
export interface PageCity {
  readonly name: string
  readonly phone: string
  readonly hours: Words
  readonly demo: boolean
}

export interface ResidentPageProps {
  readonly locale: Locale
  readonly title: Words
  readonly failed?: boolean
  readonly city: PageCity
  readonly assets: AssetPaths
  readonly display?: PageDisplay
  /** The signed-in person and unread letters; absent before sign-in. Without a name: reached by mail only. */
  readonly person?: { readonly name?: string; readonly unread: number }
  /** Address of this page in another language; default `?lang=<locale>` on this page. */
  readonly languageHref?: (locale: Locale) => string
  /** Where the page is left towards, above the content. */
  readonly back?: { readonly href: string; readonly label: Words }
  /** Goes before the content at full width: an alarm, the hero of the home page. */
  readonly top?: ComponentChildren
  /** `read`: one text column; `wide`: the content lays out its columns itself. */
  readonly layout?: 'read' | 'wide'
  /** Links of the portal's own in the foot; the usual ones when absent. */
  readonly refreshSeconds?: number
  /** The page is only shown, in an office that has none of the portal's addresses: what leads away is words, no link. */
  readonly shownOnly?: boolean
  readonly children: ComponentChildren
}

/** A page for residents: strip, header, content, and help at the foot, always in the same place. */
export function ResidentPage(props: ResidentPageProps): JSX.Element {
  const { locale, title, failed, city, assets, display, back, top, layout = 'wide', refreshSeconds, children } = props
  return (
    <HtmlDocument
      locale={locale}
      title={title}
      site={city.name}
      failed={failed}
      assets={assets}
      display={display}
      refreshSeconds={refreshSeconds}
    >
      <Header {...props} />
      <main id="main">
        {top}
        <div class="page">
          <div class="wrap">
            {back && <BackLink {...back} />}
            {layout === 'read' ? <div class="read flow">{children}</div> : children}
          </div>
        </div>
      </main>
      <Footer city={city} person={props.person} shownOnly={props.shownOnly} />
    </HtmlDocument>
  )
}

/** The way back, above the title. */
export function BackLink({ href, label }: { href: string; label: Words }): JSX.Element {
  return (
    <a class="back" href={href}>
      <Icon name="back" />
      <span>
        <Text words={label} />
      </span>
    </a>
  )
}

const languageNames: { readonly [locale in Locale]: string } = { ja: '日本語', easy: 'やさしい日本語', en: 'English' }

/** A link of the frame; words alone where the page is only shown. */
function Way({
  shownOnly,
  href,
  class: name,
  children,
}: {
  readonly shownOnly: boolean | undefined
  readonly href: string
  readonly class?: string
  readonly children: ComponentChildren
}): JSX.Element {
  if (shownOnly) return <span class={name ?? 'way'}>{children}</span>
  return (
    <a class={name} href={href}>
      {children}
    </a>
  )
}

function Header({
  city,
  person,
  languageHref = (locale) => `?lang=${locale}`,
  shownOnly,
}: ResidentPageProps): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const others = (['ja', 'easy', 'en'] as const).filter((other) => other !== locale)
  return (
    <header>
      <div class="strip">
        <div class="wrap">
          <p>
            {city.demo && (
              <>
                <span class="phone-only">
                  <Text words={messages.demoNoticeShort} />
                </span>
                <span class="desk-only">
                  <Text words={messages.demoNotice} />
                </span>
              </>
            )}
          </p>
          <ul aria-label={plain(messages.languages, locale)}>
            {others.map((other) => (
              <li>
                <a
                  href={languageHref(other)}
                  lang={other === 'en' ? 'en' : 'ja'}
                  hreflang={other === 'en' ? 'en' : 'ja'}
                >
                  {languageNames[other]}
                </a>
              </li>
            ))}
            <li class="desk-only">
              <Way shownOnly={shownOnly} href="/display">
                <span>
                  <Text words={messages.textAndColour} />
                </span>
              </Way>
            </li>
          </ul>
        </div>
      </div>
      <div class="site-head">
        <div class="wrap">
          <Way shownOnly={shownOnly} class="brand" href="/">
            <BrandMark />
            <span>
              <small>
                <Text words={city.name} />
              </small>
              <Text words={messages.brand(city.name)} />
            </span>
          </Way>
          <nav aria-label={plain(messages.mainPages, locale)}>
            <ul>
              <li class="desk-only">
                <Way shownOnly={shownOnly} href="/procedures">
                  <Icon name="search" />
                  <span>
                    <Text words={messages.findProcedure} />
                  </span>
                </Way>
              </li>
              {person && (
                <li>
                  <a href="/mailbox">
                    <Icon name="mail" />
                    <span>
                      <Text words={messages.mailbox} />
                    </span>
                    {person.unread > 0 && (
                      <span class="count">
                        {person.unread}
                        <span class="aloud">{plain(messages.unreadCount(person.unread), locale)}</span>
                      </span>
                    )}
                  </a>
                </li>
              )}
              <li class={person ? 'desk-only' : undefined}>
                <Way shownOnly={shownOnly} href={person ? '/me' : '/sign-in'}>
                  <Icon name="person" />
                  <span>
                    <AsWritten
                      text={plain(
                        person ? personWords(person.name, messages.person, messages) : messages.signIn,
                        locale,
                      )}
                    />
                  </span>
                </Way>
              </li>
              <li class="phone-only">
                <a href="#foot">
                  <Icon name="menu" />
                  <span>
                    <Text words={messages.menu} />
                  </span>
                </a>
              </li>
            </ul>
          </nav>
        </div>
      </div>
    </header>
  )
}

/** The person by name, or their page when only a mail address is known, which would be too long and too much to show. */
function personWords(name: string | undefined, named: (name: string) => Words, messages: DesignMessages): Words {
  return name === undefined ? messages.ownPage : named(name)
}

function Footer({ city, person, shownOnly }: Pick<ResidentPageProps, 'city' | 'person' | 'shownOnly'>): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  const find: readonly (readonly [string, Words])[] = [
    ...(person ? [['/me', personWords(person.name, messages.personPage, messages)] as const] : []),
    ['/procedures', messages.allProcedures],
    ['/opendata', messages.openData],
    ['/resume', messages.resume],
    ['/follow-up', messages.followUp],
  ]
  const about = [
    ['/privacy', messages.privacy],
    ['/accessibility', messages.accessibility],
    ['/display', messages.textAndColour],
    ['/api', messages.forDevelopers],
  ] as const
  return (
    <footer class="foot" id="foot">
      <div class="wrap">
        <div class="foot-columns">
          <section>
            <h2>
              <Text words={messages.helpTitle} />
            </h2>
            <p>
              <Text words={messages.helpText} />
            </p>
            <p>
              <Way shownOnly={shownOnly} class="telephone" href={`tel:${city.phone}`}>
                {city.phone}
              </Way>
            </p>
            <p class="fine">
              <Text words={city.hours} />
            </p>
          </section>
          <LinkList label={plain(messages.footerFind, locale)} links={find} shownOnly={shownOnly} />
          <LinkList label={plain(messages.footerAbout, locale)} links={about} shownOnly={shownOnly} />
        </div>
        {city.demo && (
          <p class="fine foot-end">
            <Text words={messages.demoFooter(city.name)} />
          </p>
        )}
      </div>
    </footer>
  )
}

function LinkList({
  label,
  links,
  shownOnly,
}: {
  readonly label: string
  readonly links: readonly (readonly [string, Words])[]
  readonly shownOnly: boolean | undefined
}): JSX.Element {
  return (
    <nav aria-label={label}>
      <ul>
        {links.map(([href, words]) => (
          <li>
            <Way shownOnly={shownOnly} href={href}>
              <span>
                <Text words={words} />
              </span>
            </Way>
          </li>
        ))}
      </ul>
    </nav>
  )
}
