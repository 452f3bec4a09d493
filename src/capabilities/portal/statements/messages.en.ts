import type { StatementsMessages } from './messages.ts'

export const en: StatementsMessages = {
  displayTitle: 'Text and colours',
  displayLead: 'Change how the pages look. This is kept in this browser only.',
  size: 'Text size',
  sizes: { '100': 'Usual', '125': 'A little larger', '150': 'Large', '200': 'Very large' },
  theme: 'Brightness',
  themes: { system: 'As on this device', light: 'Light', dark: 'Dark' },
  contrast: 'Contrast',
  contrasts: { system: 'As on this device', more: 'Stronger' },
  language: 'Language',
  languages: { ja: '日本語', easy: 'やさしい日本語', en: 'English' },
  displaySave: 'Use this look',
  displayStale: 'This page had become old. What you chose is below. Please press the button again',
  displaySaved: 'The look was changed.',
  privacyTitle: 'How we protect your data',
  privacy: [
    {
      title: 'What we ask',
      text: [
        'We ask only what the procedure needs. Each page says what a question is for.',
        'This site never asks for your My Number. Where it is needed, the city takes it from the resident register.',
      ],
    },
    {
      title: 'While you write',
      text: [
        'What you enter and attach is stored encrypted. The keys are kept apart from the database.',
        'Unfinished applications are deleted a set number of days (usually 30) after the last save. You can delete them yourself at any time.',
      ],
    },
    {
      title: 'After you submit',
      text: [
        'What you submit is sealed so that only the inner network of city hall can open it. The database of this site alone cannot be read.',
        'Your copy is deleted from this site a set number of days after the matter is finished. City hall keeps its records for their retention period.',
      ],
    },
    {
      title: 'E-mails',
      text: ['They hold only the receipt number and the name of the procedure: no name, address, result or link.'],
    },
    {
      title: 'Cookies',
      text: [
        'Only for signing in, for your language and look, and to continue an application without an account. No tracking, no advertising, nothing of other companies.',
        'Answers to the guides stay encrypted in your browser for two hours. The city keeps none of them.',
      ],
    },
    {
      title: 'Records',
      text: [
        'Who did what and when is recorded so that it cannot be changed later. These records hold no names or answers.',
      ],
    },
  ],
  privacyAsk: (phone) => `For requests about your data and for questions, call city hall (${phone}).`,
  accessibilityTitle: 'Accessibility',
  accessibility: [
    { title: 'Aim', text: ['We aim for level AA of JIS X 8341-3:2016 and of WCAG 2.2.'] },
    {
      title: 'What is done',
      text: [
        'Every procedure works without scripts.',
        'Everything works with the keyboard alone, and the focus is always visible.',
        'Text can be enlarged to 200 %, and nothing scrolls sideways at 320 pixels.',
        'Light, dark and stronger colours can be chosen. A state is always said in words too.',
        'The site is in Japanese, in easy Japanese with readings, and in English.',
      ],
    },
    {
      title: 'What is not done yet',
      text: [
        'Signing, and the notices as PDF, are made in other ways. If they are hard to read, we help by telephone or at the counter.',
        'Some questions and the notices are in Japanese only; the place says so.',
        'There has been no test by a third party yet. Automatic checks run at every change.',
      ],
    },
  ],
  accessibilityAsk: (phone) => `If you find something hard to use, please tell city hall (${phone}).`,
  helpTitle: 'How to use this site',
  help: [
    {
      title: 'How to apply',
      text: [
        'Find a procedure and press “Start the application”. Answer the questions, check your answers, and submit. You get a receipt number.',
      ],
    },
    {
      title: 'If you stop in between',
      text: [
        '“Save and continue” keeps everything so far. You can go on the next time.',
        'Without an account, write down the resume number and the secret from the list of parts.',
      ],
    },
    {
      title: 'To know the result',
      text: ['If you signed in, see your mailbox. Otherwise use the receipt number and the secret.'],
    },
    {
      title: 'Trouble with card or PIN',
      text: [
        'If you forgot a PIN or it is locked, the citizens’ section can reset it. If you cannot sign with the card, you can apply on paper or at the counter.',
      ],
    },
  ],
  helpAsk: (phone, hours) => `If you do not know how to go on, call us: ${phone} (${hours}).`,
  home: 'Home',
}
