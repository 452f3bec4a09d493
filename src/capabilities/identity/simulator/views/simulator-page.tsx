import type { ComponentChildren, JSX } from 'preact'
import { HtmlDocument, type ResidentPageProps } from '../../../../design/index.ts'
import { simulatorMessages as m } from '../messages.ja.ts'

export interface SimulatorPageProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city'>
  readonly title: string
  readonly failed?: boolean
  readonly children: ComponentChildren
}

/** A page of the simulator: not the city's header, so that nobody takes the sample for the city or for a real card. */
export function SimulatorPage({ frame, title, failed = false, children }: SimulatorPageProps): JSX.Element {
  return (
    <HtmlDocument
      locale="ja"
      title={title}
      site={m.homeTitle}
      failed={failed}
      assets={frame.assets}
      {...(frame.display === undefined ? {} : { display: frame.display })}
    >
      <header>
        <div class="strip">
          <div class="wrap">
            <p>
              <b>{m.mark}</b>　{m.banner}
            </p>
          </div>
        </div>
      </header>
      <main id="main">
        <div class="page">
          <div class="wrap">
            <div class="read flow">{children}</div>
          </div>
        </div>
      </main>
    </HtmlDocument>
  )
}
