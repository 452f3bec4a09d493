/** The English companion: it explains the boxes of the Japanese form by their numbers. */
export const companionWordsEn = {
  title: (name: string) => `${name}: how to fill in the Japanese form`,
  intro: [
    'Print the Japanese form and write on it in Japanese or in Latin letters, with a black pen. The numbers below are the numbers printed on the form.',
    'Tick the box (✓) of the answer that fits. Leave out what does not apply to you.',
    'Write dates with the year of the Japanese era, or tick 西暦 and write the Western year.',
  ],
  filedOn: 'Date on which you hand in the form',
  filer: 'Who hands in the form',
  signature: 'Your signature',
  numbers:
    'My Number: on a sheet of its own. Put it in a sealed envelope and bring or enclose a copy of your My Number Card.',
  onlyIf: (condition: string) => `Only if ${condition}.`,
  optional: 'optional',
  choices: 'Answers, in the order of the form',
  onForm: 'On the form',
  yesNo: ['Yes (はい)', 'No (いいえ)'],
  consent: 'Tick 同意します if you agree.',
  attachment:
    'A document to hand in: with this form, later at the counter, or (where offered) the city checks its own records.',
  sendTo: 'Hand the form in at',
}
