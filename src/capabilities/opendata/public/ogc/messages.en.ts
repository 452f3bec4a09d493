import type { OgcMessages } from './messages.ja.ts'

export const messages: OgcMessages = {
  title: 'Map data (OGC API)',
  lead: 'Where map software and programs read data about places. Give the address of this page to QGIS or another client.',
  back: 'Open data',
  top: 'Map data (OGC API)',
  collections: 'Collections',
  collectionsLead: 'Datasets that have places.',
  conformance: 'Standards that are kept',
  api: 'About the API',
  apiLead: 'The addresses and what can be asked of each. Programs get it as JSON (OpenAPI 3.0).',
  json: 'This page as JSON',
  about: 'About',
  source: 'Source',
  licence: 'Licence',
  items: 'Places',
  dataset: 'Page of the dataset',
  key: 'Number',
  place: 'Latitude, longitude',
  noPlace: 'No place is registered yet',
  address: 'Address',
  parameters: 'Can be asked by',
  range: (total, from, to) =>
    to < from ? 'There are no such places' : total === undefined ? `${from}–${to}` : `${from}–${to} of ${total}`,
}
