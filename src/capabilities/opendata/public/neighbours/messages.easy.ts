import type { NeighbourMessages } from './messages.ts'

export const easy: NeighbourMessages = {
  title: (dataset) => `${dataset}　近《ちか》くの 市《し》や 町《まち》の データ`,
  lead: '近《ちか》くの 市《し》や 町《まち》の データです。1日《にち》に 1回《かい》 読《よ》みます。くわしい ことは、その 市《し》や 町《まち》に 聞《き》いて ください。',
  link: '近《ちか》くの 市《し》や 町《まち》の データも 見《み》る',
  caption: '市《し》や 町《まち》の 数《かず》',
  body: '市《し》・町《まち》',
  rows: '数《かず》',
  places: '場所《ばしょ》が わかる 数《かず》',
  read: '読《よ》んだ 日《ひ》',
  licence: '使《つか》う ときの きまり',
  leftOut: '読《よ》めなかった 数《かず》',
  own: (city) => `${city}（この 市《し》）`,
  file: '近《ちか》くの 市《し》や 町《まち》の 場所《ばしょ》（GeoJSON）',
  none: 'まだ 読《よ》んで いません',
}
