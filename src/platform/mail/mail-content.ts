import type { OutgoingMail } from './mailer.ts'

/** What is encrypted in the outbox row. */
export interface MailContent {
  readonly to: string
  readonly subject: string
  readonly text: string
}

const MAX_SUBJECT = 200
const MAX_TEXT = 20_000
/** One address without a display name: nothing in it can end a header line, add a recipient, or mean a comment. */
const ADDRESS =
  /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+\.[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{2,}$/u

export function isMailAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text)
}

/**
 * Checks a mail before it is kept. Throws for what a caller must never let come this far: a line break in a header is how one
 * mail becomes many. The message names the part, never what was in it.
 */
export function checkedContent(mail: OutgoingMail): MailContent {
  if (!isMailAddress(mail.to)) throw new Error('The address of this mail is not one address.')
  if (mail.subject === '' || mail.subject.length > MAX_SUBJECT || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(mail.subject)) {
    throw new Error('The subject of this mail is empty, too long, or has a line break or control character.')
  }
  if (mail.text.length > MAX_TEXT || mail.text.includes('\0'))
    throw new Error('The text of this mail is too long or holds a NUL.')
  return { to: mail.to, subject: mail.subject, text: mail.text }
}
