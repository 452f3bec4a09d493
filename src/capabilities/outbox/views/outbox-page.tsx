import type { JSX } from 'preact'
import { dayOf, timeOf } from '../../../civic/day.ts'
import { formatEraWithWeekday } from '../../../civic/era.ts'
import { Card, EmptyState, Facts, Notice, ResidentPage, type ResidentPageProps, Text } from '../../../design/index.ts'
import type { ReadableMail } from '../../../platform/mail/create-mailer.ts'
import type { OutboxMessages } from '../messages.ja.ts'

/** The mails of a demonstration that has no mail server. */
export function OutboxPage({
  frame,
  words,
  mails,
}: {
  readonly frame: Omit<ResidentPageProps, 'title' | 'children'>
  readonly words: OutboxMessages
  readonly mails: readonly ReadableMail[]
}): JSX.Element {
  return (
    <ResidentPage {...frame} title={words.title} layout="read" back={{ href: '/', label: words.home }}>
      <h1>
        <Text words={words.title} />
      </h1>
      <Notice title={words.demo}>
        <p>
          <Text words={words.explain} />
        </p>
      </Notice>
      {mails.length === 0 ? (
        <EmptyState title={words.none} note={words.noneNote} />
      ) : (
        mails.map((mail) => <Mail key={mail.id} words={words} mail={mail} />)
      )}
    </ResidentPage>
  )
}

function Mail({ words, mail }: { readonly words: OutboxMessages; readonly mail: ReadableMail }): JSX.Element {
  const at = `${formatEraWithWeekday(dayOf(mail.queuedAt))} ${timeOf(mail.queuedAt).slice(0, 5)}`
  return (
    <Card title={mail.subject}>
      <Facts
        facts={[
          { term: words.to, value: mail.to },
          { term: words.at, value: at },
        ]}
      />
      <p lang="ja">
        {mail.text.split('\n').map((line, index) => (
          <>
            {index > 0 && <br />}
            <Line text={line} />
          </>
        ))}
      </p>
    </Card>
  )
}

/** Addresses in a mail can be followed, as in a mail program. */
function Line({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text.split(/(https?:\/\/[^\s、。）」]+)/).map((part, at) => (at % 2 === 1 ? <a href={part}>{part}</a> : part))}
    </>
  )
}
