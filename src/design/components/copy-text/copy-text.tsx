import type { JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain } from '../../words/words.ts'

/** A number or code with a button that copies it. Without script there is only the text, which can be marked. */
export function CopyText({ text }: { text: string }): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <copy-text class="copy" data-copied={plain(messages.copied, locale)}>
      <span class="mono" data-text>
        {text}
      </span>
      <button type="button" class="button button-text button-small" hidden>
        <Icon name="copy" />
        <span>
          <Text words={messages.copy} />
          <span class="aloud">：{text}</span>
        </span>
      </button>
      <span class="hint" role="status" data-status />
    </copy-text>
  )
}
