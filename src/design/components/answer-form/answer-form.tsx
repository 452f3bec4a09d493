import type { ComponentChildren, JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain } from '../../words/words.ts'
import { Button } from '../button/button.tsx'

export interface AnswerFormProps {
  readonly action: string
  /** Token, request key, version: sent as they are. */
  readonly hidden?: Readonly<Record<string, string>>
  /** The page takes files. */
  readonly multipart?: boolean
  /** Saves while the person types, by posting with `do=autosave`. */
  readonly autosave?: boolean
  /** Seconds until the session ends: a warning appears before, with a button that saves (`do=stay`). */
  readonly sessionSeconds?: number | string
  readonly id?: string
  /**
   * The unnamed button sends the form when Enter is pressed in a field, although looking up, attaching or adding
   * stand before it: a browser takes the first button of the form.
   */
  readonly enterSends?: boolean
  readonly children: ComponentChildren
}

/**
 * A form that writes: posts once, looks at fields when the person leaves them, saves on the way, warns before the
 * session ends. Each of these is an island around a plain form that works without them.
 */
export function AnswerForm(props: AnswerFormProps): JSX.Element {
  const { action, hidden = {}, multipart, autosave, sessionSeconds, id, enterSends, children } = props
  const messages = useMessages()
  const locale = useLocale()
  const say = (words: string): string => plain(words, locale)
  const form = (
    <single-submit data-sending={say(messages.sending)}>
      <inline-check
        data-kana={say(messages.inlineKana('%s'))}
        data-pattern={say(messages.inlinePattern('%s'))}
        data-too-long={say(messages.inlineTooLong('%s', '%d'))}
      >
        <form
          class="flow"
          id={id}
          method="post"
          action={action}
          enctype={multipart ? 'multipart/form-data' : undefined}
          novalidate
        >
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {enterSends && <button type="submit" class="aloud" inert />}
          {children}
          {sessionSeconds !== undefined && (
            <session-warning class="notice notice-warning session-warning" data-seconds={sessionSeconds} hidden>
              <p>
                <Text words={messages.sessionEnds} />
              </p>
              <Button label={messages.keepSession} kind="line" small name="do" value="stay" unchecked />
            </session-warning>
          )}
        </form>
      </inline-check>
      <p class="status-line" role="status" data-status />
    </single-submit>
  )
  if (!autosave) return form
  return (
    <auto-save
      data-saving={say(messages.saving)}
      data-saved={say(messages.saved('%s'))}
      data-not-saved={say(messages.notSaved)}
    >
      {form}
      <p class="status-line" role="status" data-status />
    </auto-save>
  )
}
