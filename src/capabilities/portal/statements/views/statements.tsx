import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ButtonRow,
  ErrorSummary,
  Notice,
  Radios,
  ResidentPage,
  type ResidentPageProps,
  Text,
} from '../../../../design/index.ts'
import type { Preferences } from '../../../../platform/http/index.ts'
import type { StatementsMessages } from '../messages.ts'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

/** 文字と色: size, brightness, contrast and language; one form, one cookie. */
export function DisplayPage({
  frame,
  m,
  preferences,
  csrf,
  saved,
  problems,
}: {
  frame: Frame
  m: StatementsMessages
  preferences: Preferences
  csrf: string
  saved: boolean
  problems: readonly { readonly message: string }[]
}): JSX.Element {
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }))
  return (
    <ResidentPage
      {...frame}
      title={m.displayTitle}
      failed={problems.length > 0}
      layout="read"
      back={{ href: '/', label: m.home }}
    >
      <ErrorSummary problems={problems} />
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
