import type { NeighbourMessages } from './messages.ts'

export const en: NeighbourMessages = {
  title: (dataset) => `${dataset}: the neighbouring municipalities`,
  lead: 'Data of the same kind that neighbouring municipalities publish, read once a day. Please ask them about the content.',
  link: 'See the data of neighbouring municipalities too',
  caption: 'Rows by municipality',
  body: 'Municipality',
  rows: 'Rows',
  places: 'With a place',
  read: 'Read on',
  licence: 'Licence',
  leftOut: 'Could not be read',
  own: (city) => `${city} (this city)`,
  file: 'Their places (GeoJSON)',
  none: 'Nothing was read yet',
}
