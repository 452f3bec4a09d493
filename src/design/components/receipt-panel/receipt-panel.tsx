import type { JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface ReceiptPanelProps {
  /** 「申請を受け付けました」: the page's `h1`. */
  readonly title: Words
  readonly number?: string
  /** When, and which procedure. */
  readonly note?: Words
}

/** It is done: a check, the words, the receipt number. */
export function ReceiptPanel({ title, number, note }: ReceiptPanelProps): JSX.Element {
  const messages = useMessages()
  return (
    <div class="receipt">
      <Icon name="done" />
      <h1>
        <Text words={title} />
      </h1>
      {number !== undefined && (
        <p>
          <Text words={messages.receiptNumber} />
          <br />
          <span class="receipt-number">{number}</span>
        </p>
      )}
      {note !== undefined && (
        <p class="hint">
          <Text words={note} />
        </p>
      )}
    </div>
  )
}
