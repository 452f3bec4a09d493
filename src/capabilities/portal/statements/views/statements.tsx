import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  Notice,
  Radios,
  ResidentPage,
  type ResidentPageProps,
  Text,
} from '../../../../design/index.ts'
import type { Preferences } from '../../../../platform/http/index.ts'
import type { StatementsMessages } from '../messages.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

/** A page of words: what we do, section by section, and whom to ask. */
export function StatementPage({
  frame,
  m,
  title,
  sections,
  ask,
}: {
  frame: Frame
  m: StatementsMessages
  title: string
  sections: readonly { readonly title: string; readonly text: readonly string[] }[]
  ask: string
}): JSX.Element {
  return (
    <ResidentPage {...frame} title={title} layout="read" back={{ href: '/', label: m.home }}>
      <h1>
        <Text words={title} />
      </h1>
      {sections.map((section) => (
        <section class="flow">
          <h2>
            <Text words={section.title} />
          </h2>
          {section.text.map((words) => (
            <p>
              <Text words={words} />
            </p>
          ))}
        </section>
      ))}
      <p>
        <Text words={ask} />
      </p>
    </ResidentPage>
  )
}

/** 文字と色: size, brightness, contrast and language; one form, one cookie. */
export function DisplayPage({
  frame,
  m,
  preferences,
  csrf,
  saved,
}: {
  frame: Frame
  m: StatementsMessages
  preferences: Preferences
  csrf: string
  saved: boolean
}): JSX.Element {
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }))
  return (
    <ResidentPage {...frame} title={m.displayTitle} layout="read" back={{ href: '/', label: m.home }}>
      {saved && (
        <Notice>
          <p>
            <Text words={m.displaySaved} />
          </p>
        </Notice>
      )}
      <h1>
        <Text words={m.displayTitle} />
      </h1>
      <p>
        <Text words={m.displayLead} />
      </p>
      <AnswerForm action="/display" hidden={{ csrf }}>
        <Radios id="size" name="size" label={m.size} value={preferences.size} options={options(m.sizes)} />
        <Radios id="theme" name="theme" label={m.theme} value={preferences.theme} options={options(m.themes)} />
        <Radios
          id="contrast"
          name="contrast"
          label={m.contrast}
          value={preferences.contrast}
          options={options(m.contrasts)}
        />
        <Radios
          id="language"
          name="language"
          label={m.language}
          value={preferences.locale}
          options={options(m.languages)}
        />
        <ButtonRow>
          <Button label={m.displaySave} />
        </ButtonRow>
      </AnswerForm>
    </ResidentPage>
  )
}
