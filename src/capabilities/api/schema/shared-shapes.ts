import { ifThen, type JsonSchema } from './json-schema.ts'

const text = (title: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', title, ...more })
const some = { minLength: 1 }

/** Answers of more than one part, the same in every procedure. */
export const sharedShapes: Readonly<Record<string, JsonSchema>> = {
  Name: {
    type: 'object',
    title: '氏名',
    required: ['family', 'given'],
    properties: { family: text('氏', some), given: text('名', some) },
  },
  Address: {
    type: 'object',
    title: '住所',
    required: ['postcode', 'prefecture', 'city', 'town', 'block'],
    properties: {
      postcode: text('郵便番号', { ...some, examples: ['7420031'] }),
      prefecture: text('都道府県', some),
      city: text('市区町村', some),
      town: text('町字'),
      block: text('番地以下', some),
      building: text('方書'),
      localGovernmentCode: text('全国地方公共団体コード'),
    },
  },
  Account: {
    type: 'object',
    title: '振込先口座',
    required: ['choice'],
    properties: {
      choice: { type: 'string', enum: ['registered-public', 'designated'] },
      bankCode: text('金融機関コード'),
      bankName: text('金融機関名'),
      branchCode: text('支店コード'),
      branchName: text('支店名'),
      accountType: { type: 'string', enum: ['ordinary', 'current', 'savings'] },
      accountNumber: text('口座番号'),
      holderKana: text('口座名義（カナ）'),
      yuchoSymbol: text('ゆうちょの記号'),
      yuchoNumber: text('ゆうちょの番号'),
    },
    ...ifThen(
      { type: 'object', properties: { choice: { const: 'designated' } }, required: ['choice'] },
      {
        type: 'object',
        properties: { bankCode: true, branchCode: true, accountType: true, accountNumber: true, holderKana: true },
        required: ['bankCode', 'branchCode', 'accountType', 'accountNumber', 'holderKana'],
      },
    ),
  },
  MapPoint: {
    type: 'object',
    title: '地図の点',
    required: ['lat', 'lng'],
    properties: {
      lat: { type: 'number', minimum: 20, maximum: 46 },
      lng: { type: 'number', minimum: 122, maximum: 154 },
    },
  },
  MapShape: {
    type: 'object',
    title: '地図の点・線・面（GeoJSON）',
    required: ['type', 'coordinates'],
    properties: {
      type: { type: 'string', enum: ['Point', 'LineString', 'Polygon'] },
      coordinates: { type: 'array', minItems: 1, maxItems: 202 },
    },
  },
  File: {
    type: 'object',
    title: '書類',
    description: 'fileId of an attachment that was sent ahead, or the way in which the document comes.',
    properties: {
      fileId: { type: 'string' },
      how: { type: 'string', enum: ['attached', 'post', 'counter', 'register'] },
      name: { type: 'string' },
      mediaType: { type: 'string', enum: ['application/pdf', 'image/jpeg', 'image/png'] },
      bytes: { type: 'integer', minimum: 0 },
      sha256: { type: 'string' },
      takenOn: { type: 'string' },
      width: { type: 'integer' },
      height: { type: 'integer' },
    },
  },
}
