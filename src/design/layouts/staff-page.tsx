import type { ComponentChildren, JSX } from 'preact'
import type { AssetPaths } from '../../platform/http/assets.ts'
import { useMessages } from '../words/language.tsx'
import { Text } from '../words/text.tsx'
import type { Words } from '../words/words.ts'
import type { PageDisplay } from './document.tsx'
import { HtmlDocument } from './document.tsx'
import { BackLink } from './resident-page.tsx'

export interface StaffArea {
  readonly href: string
  readonly label: string
  readonly current?: boolean
  /** Waiting things, when worth showing. */
  readonly count?: number
}

/** A key of this screen: what it does is pressed by the `staff-keys` island, never inside a field. */
export interface StaffKey {
  readonly keys: readonly string[]
  readonly does: string
}

export interface StaffPageProps {
  readonly title: Words
  readonly failed?: boolean
  readonly assets: AssetPaths
  readonly display?: PageDisplay
  /** City, and whether it is a demonstration. */
  readonly city: { readonly name: string; readonly demo: boolean }
  /** Which network this screen is in: `LGWAN`, `番号系`. */
  readonly zone: string
  readonly areas?: readonly StaffArea[]
  /** Signed-in person with the post they act in:「子育て支援課　青木 係員」. */
  readonly person?: { readonly name: string; readonly post: string; readonly href: string }
  readonly keys?: readonly StaffKey[]
  readonly back?: { readonly href: string; readonly label: string }
  readonly refreshSeconds?: number
  /** Hidden token for the sign-out form. */
  readonly csrf?: string
  readonly children: ComponentChildren
}

/** A screen for staff: the dark bar tells it from resident pages at a glance, the zone stands in it. */
export function StaffPage(props: StaffPageProps): JSX.Element {
  const { title, failed, assets, display, city, keys = [], back, refreshSeconds, children } = props
  return (
    <HtmlDocument
      locale="ja"
      title={title}
      site={`${city.name} 庁内`}
      failed={failed}
      assets={assets}
      display={display}
      refreshSeconds={refreshSeconds}
      bodyClass="staff"
    >
      <Bar {...props} />
      <main id="main" class="page">
        <div class="wrap">
          {back && <BackLink {...back} />}
          <staff-keys>{children}</staff-keys>
          {keys.length > 0 && <KeyLegend keys={keys} />}
          {city.demo && <DemoNote />}
        </div>
      </main>
    </HtmlDocument>
  )
}

function Bar({ city, zone, areas = [], person, csrf }: StaffPageProps): JSX.Element {
  const messages = useMessages()
  return (
    <header class="staff-bar">
      <div class="wrap">
        <a class="staff-home" href="/">
          {city.name} 庁内
        </a>
        <span class="zone">
          <span class="aloud">{messages.zone}：</span>
          {zone}
        </span>
        <nav aria-label={messages.areas}>
          <ul>
            {areas.map((area) => (
              <li>
                <a href={area.href} aria-current={area.current ? 'page' : undefined}>
                  {area.label}
                  {area.count ? <span class="area-count">{area.count}</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {person && (
          <a class="staff-person" href={person.href}>
            <span class="desk-only">{person.post}　</span>
            {person.name}
          </a>
        )}
        {person && csrf !== undefined && (
          <form method="post" action="/sign-out">
            <input type="hidden" name="csrf" value={csrf} />
            <button class="bar-button" type="submit">
              {messages.signOut}
            </button>
          </form>
        )}
      </div>
    </header>
  )
}

function KeyLegend({ keys }: { keys: readonly StaffKey[] }): JSX.Element {
  const messages = useMessages()
  return (
    <ul class="key-legend" aria-label={messages.keyboard}>
      {keys.map((key) => (
        <li>
          {key.keys.map((name) => (
            <kbd>{name}</kbd>
          ))}
          <span>{key.does}</span>
        </li>
      ))}
    </ul>
  )
}

function DemoNote(): JSX.Element {
  const messages = useMessages()
  return (
    <p class="fine demo-note">
      <Text words={messages.demoNotice} />
    </p>
  )
}
