import type { OpinionMessages } from './messages.ts'

export const en: OpinionMessages = {
  title: 'How easy was it?',
  question: 'How was filling in this form?',
  lead: 'One question only, and you may skip it. Your answer is not linked to your application; it helps us make the form easier.',
  grades: {
    '5': 'Very easy',
    '4': 'Easy',
    '3': 'Neither easy nor difficult',
    '2': 'Difficult',
    '1': 'Very difficult',
  },
  text: 'What was hard to understand',
  textHint:
    'Up to 500 characters. Please do not write names, addresses, telephone numbers or anything else that tells who a person is. Only city staff read it. There is no reply.',
  send: 'Send the answer',
  gradeMissing: 'Choose how filling in the form was',
  textLong: (over) => `Shorten “What was hard to understand” by ${over} characters`,
  stale: 'The page was out of date. Nothing has been sent yet. Please press “Send the answer” again',
  thanks: 'Thank you',
  thanksText: 'We have received your answer and use it to make procedures easier.',
  back: 'Your receipt',
}
