import type { OutboxMessages } from './messages.ja.ts'

export const outboxMessages: OutboxMessages = {
  title: 'Mails that would have been sent',
  demo: 'This page is part of the demonstration',
  explain:
    'The demonstration sends no mail to the outside. What people would receive is shown here, newest first. All people are fictional.',
  none: 'There is no mail yet',
  noneNote: 'It appears here when an application or a one-time code is sent.',
  to: 'To',
  at: 'Time',
  home: 'Back to the home page',
}
