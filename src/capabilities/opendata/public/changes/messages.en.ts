import type { ChangesMessages } from './messages.ts'

export const en: ChangesMessages = {
  title: (dataset, number) => `${dataset}: what changed in version ${number}`,
  lead: (day, before) => `The version published on ${day}, compared with version ${before}.`,
  kinds: { added: 'Added', changed: 'Changed', removed: 'Removed' },
  said: 'What is said of the data',
  part: 'Part',
  caption: 'Rows that changed',
  kind: 'Kind',
  row: 'Row',
  cells: 'What changed',
  from: 'Before',
  to: 'After',
  empty: '(empty)',
  hidden: 'Telephone numbers and the like may be a person’s and are not shown.',
  none: 'No row changed',
  tooLarge:
    'There are too many rows to compare them one by one here. The history of the dataset says how many changed.',
  range: (from, to, total) => `${from}–${to} of ${total}`,
  versionTitle: (dataset, number) => `${dataset}: version ${number}`,
  versionLead: (day, rows) => `Published on ${day}, with ${rows} rows.`,
  notNewest: 'This is not what is published now. Every version that was published is kept.',
  versionFile: 'Save this version as CSV',
}
