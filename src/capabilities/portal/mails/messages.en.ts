import type { MailMessages } from './messages.ts'

export const en: MailMessages = {
  subject: (what, number) => `[Notice] ${what} (${number})`,
  opening: (procedure, number) => `This is about “${procedure}” (receipt number ${number}).`,
  look: {
    mailbox: (city) => `For the details, open the digital city hall of ${city}, sign in and see “Mailbox”.`,
    number: (city) =>
      `For the details, open the digital city hall of ${city}, choose “Check the status by receipt number”, and enter the number and the secret.`,
  },
  closing: 'This mail holds no names, no answers and no links. You cannot reply to it.',
  submitted: {
    what: 'Your application has arrived',
    next: 'The section in charge checks it. We write again when there is something for you to do.',
  },
  submittedWithFee: {
    what: 'Your application has arrived',
    next: 'This procedure costs a fee. Please see how much, when and how to pay it.',
  },
  received: {
    what: 'Your application was accepted for checking',
    next: 'The section in charge checks what you wrote. There is nothing you need to do now.',
  },
  'awaiting-payment': {
    what: 'Please pay the fee',
    next: (by) => `Please pay the fee by ${by}. It goes on after you pay.`,
    nextAnyTime: 'It goes on after you pay the fee. Please see how to pay it.',
  },
  correction: {
    what: 'Something needs to be corrected',
    next: (by) => `Please send the correction by ${by}. The message says what to correct and why.`,
  },
  'correction-extended': {
    what: 'The last day for your correction has changed',
    next: (by) => `Please send the correction by ${by}.`,
  },
  'decision-letter': {
    what: 'There is a result, and the notice is ready',
    next: 'Please open the notice to see the result.',
  },
  'decision-post': {
    what: 'There is a result',
    next: 'We send the notice by post. Please read it when it arrives.',
  },
  'decision-counter': {
    what: 'There is a result',
    next: 'You receive the notice at the counter. Please tell them the receipt number.',
  },
  decision: {
    what: 'There is a result',
    next: 'Please look at the result.',
  },
  completed: {
    what: 'Everything is done',
    next: 'You can see what was decided. There is nothing you need to do.',
  },
  amended: {
    what: 'The city has put right a mistake in the notice',
    next: 'Please see what was put right. The decision and its effect stay as they are.',
  },
  cancelled: {
    what: 'The city has cancelled its decision',
    next: 'Please see why, and what you can do if you do not agree. If you have questions, ask the section in charge.',
  },
  hearing: {
    what: 'The city is thinking of cancelling its decision',
    next: (by) =>
      `Before that it hears your opinion (${by}). The message says how to give it. The decision still holds.`,
    nextAnyTime: 'Before that it hears your opinion. The message says how to give it.',
  },
  'hearing-end': {
    what: 'The city does not cancel its decision',
    next: 'The decision stays as it is. There is nothing you need to do.',
  },
  expired: {
    what: 'Your application ended because the deadline passed',
    next: 'Please apply again if you need it.',
  },
  withdrawn: {
    what: 'Your withdrawal was received',
    next: 'This application has ended. If you need it, please make a new one.',
  },
  'place-offered': {
    what: 'A place has become free',
    next: (by) => `Please answer “Take the place” or “Decline” by ${by}. After that the next person is asked.`,
    nextAnyTime: 'Please answer “Take the place” or “Decline”.',
  },
  'place-reserved': {
    what: 'A place is reserved for you',
    next: 'Please check the time and the place. If you cannot come, tell us early.',
  },
  'place-waiting': {
    what: 'You are on the waiting list',
    next: 'We write when a place becomes free for you. There is nothing you need to do now.',
  },
  'place-drawn': {
    what: 'The draw was held',
    next: 'Please look at the result.',
  },
  'place-lapsed': {
    what: 'The time to answer is over, and the place went to the next person',
    next: 'Please see how it stands now.',
  },
  'place-ended': {
    what: 'Your place has changed',
    next: 'Please see how it stands now.',
  },
  other: {
    what: 'Your application has moved on',
    next: 'Please see how it stands now.',
  },
}
