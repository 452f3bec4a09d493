import { expect, test } from 'vitest'
import { writeZip } from '../../../../platform/tabular/zip/write-zip.ts'
import { RegistryReader } from './read-registry.ts'
import { registryFiles } from './registry-files.ts'

/** The headers of the registry as it is given out (checked against files of several editions); the rows are made up. */
const headers = {
  town: 'lg_code,machiaza_id,machiaza_type,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,ward_roma,oaza_cho,oaza_cho_kana,oaza_cho_roma,chome,chome_kana,chome_number,koaza,koaza_kana,koaza_roma,machiaza_dist,rsdt_addr_flg,rsdt_addr_mtd_code,oaza_cho_aka_flg,koaza_aka_code,oaza_cho_gsi_uncmn,koaza_gsi_uncmn,status_flg,wake_num_flg,efct_date,ablt_date,src_code,post_code,remarks',
  townPos:
    'lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,plygn_src_code,pos_oaza_cho_chome_code,pos_data_mnt_year,cns_bnd_s_area_kcode,cns_bnd_year',
  block:
    'lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,blk_num,rsdt_addr_flg,rsdt_addr_mtd_code,status_flg,efct_date,ablt_date,src_code,remarks',
  house:
    'lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,blk_num,rsdt_num,rsdt_num2,basic_rsdt_div,rsdt_addr_flg,rsdt_addr_mtd_code,status_flg,efct_date,ablt_date,src_code,remarks',
  housePos:
    'lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rsdt_addr_flg,rsdt_addr_mtd_code,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,rsdt_addr_code_rdbl,rsdt_addr_data_mnt_date,basic_rsdt_div',
  parcel:
    'lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,machiaza_dist,prc_num1,prc_num2,prc_num3,rsdt_addr_flg,prc_rec_flg,prc_area_code,efct_date,ablt_date,src_code,real_prop_num,remarks',
  parcelPos:
    'lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid,rep_scale,rep_src_code,plygn_fname,plygn_kcode,plygn_fmt,plygn_srid,plygn_scale,plygn_src_code,moj_map_city_code,moj_map_oaza_code,moj_map_chome_code,moj_map_koaza_code,moj_map_spare_code,moj_map_brushid',
} as const

/** Lines of a file: its header, and rows of the cells that are named. */
function file(header: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = header.split(',')
  return [header, ...rows.map((row) => columns.map((column) => row[column] ?? '').join(','))].join('\r\n')
}
const here = (machiaza_id: string, more: Readonly<Record<string, string>> = {}) => ({
  lg_code: '352128',
  machiaza_id,
  ...more,
})
const pointsOf = (reader: RegistryReader) =>
  [...reader.points()].sort((a, b) => (a.town + a.number < b.town + b.number ? -1 : 1))

test('masters and places come together by their ids, in any order of the files', () => {
  const reader = new RegistryReader('352128')
  const at = { rep_lon: '132.1016', rep_lat: '33.9638', rep_srid: 'EPSG:6668' }
  reader.read('house pos', file(headers.housePos, [here('0001001', { blk_id: '010', rsdt_id: '002', ...at })]))
  reader.read(
    'towns',
    `\ufeff${file(headers.town, [
      here('0001001', { oaza_cho: '南町', chome: '一丁目', rsdt_addr_flg: '1' }),
      here('0001001', { oaza_cho: '南町', chome: '一丁目', rsdt_addr_flg: '0' }),
      here('0002000', { oaza_cho: '平郡', ablt_date: '9999-12-31' }),
      here('0002101', { oaza_cho: '平郡', koaza: '東' }),
      here('0003000', { oaza_cho: '廃止', ablt_date: '2020-01-01' }),
      { lg_code: '352047', machiaza_id: '0001001', oaza_cho: 'よその町' },
    ])}`,
  )
  reader.read(
    'houses',
    file(headers.house, [
      here('0001001', { blk_id: '010', rsdt_id: '002', blk_num: '10', rsdt_num: '2' }),
      // Without a place of its own: its block stands for it.
      here('0001001', { blk_id: '010', rsdt_id: '003', blk_num: '10', rsdt_num: '3' }),
    ]),
  )
  reader.read('blocks', file(headers.block, [here('0001001', { blk_id: '010', blk_num: '10' })]))
  reader.read(
    'block pos',
    file('lg_code,machiaza_id,blk_id,rsdt_addr_flg,rsdt_addr_mtd_code,rep_lon,rep_lat,rep_srid', [
      here('0001001', { blk_id: '010', rep_lon: '132.1015', rep_lat: '33.9637' }),
    ]),
  )
  reader.read(
    'town pos',
    file(headers.townPos, [
      here('0001001', { rsdt_addr_flg: '1', rep_lon: '132.10', rep_lat: '33.96', rep_srid: 'EPSG:4612' }),
      // The old datum is moved; nought is nowhere.
      here('0002101', { rep_lon: '132.10', rep_lat: '33.96', rep_srid: 'EPSG:4301' }),
      here('0002000', { rep_lon: '0', rep_lat: '0' }),
      here('0003000', { rep_lon: '132', rep_lat: '34' }),
    ]),
  )
  reader.read(
    'parcels',
    file(headers.parcel, [here('0002000', { prc_id: '0012300004', prc_num1: '123', prc_num2: '4' })]),
  )
  reader.read('parcel pos', file(headers.parcelPos, [here('0002000', { prc_id: '0012300004', ...at })]))
  reader.read('other', 'a,b\r\n1,2\r\n')
  reader.read('empty', '')
  expect(pointsOf(reader)).toEqual([
    { town: '南町一丁目', number: '', level: 'town', place: [132.1, 33.96] },
    { town: '南町一丁目', number: '10', level: 'block', place: [132.1015, 33.9637] },
    { town: '南町一丁目', number: '10-2', level: 'house', place: [132.1016, 33.9638] },
    { town: '平郡', number: '123-4', level: 'house', place: [132.1016, 33.9638] },
    { town: '平郡東', number: '', level: 'town', place: [expect.closeTo(132.0975, 3), expect.closeTo(33.9633, 3)] },
  ])
  expect(reader.unknown).toEqual(['other', 'empty'])
})

test.each([
  [
    'of 2023',
    'lg_code,town_id,blk_id,addr_id,addr2_id,city_name,od_city_name,oaza_town_name,chome_name,koaza_name,blk_num,rsdt_num,rsdt_num2',
    'lg_code,town_id,blk_id,addr_id,addr2_id,disp_flag,disp_method_flag,basic_rsdt_div,rep_pnt_lon,rep_pnt_lat,epsg',
    'lg_code,town_id,oaza_town_name,chome_name,koaza_name',
    'utf8',
  ],
  [
    'of 2022, in Japanese, saved by a spreadsheet as Shift_JIS',
    '全国地方公共団体コード,町字id,街区id,住居id,住居2id,市区町村名,政令市区名,大字・町名,丁目名,小字名,街区符号,住居番号,住居番号2',
    '全国地方公共団体コード,町字id,街区id,住居id,住居2id,住居表示フラグ,住居表示方式コード,基礎番号・住居番号区分,代表点_経度,代表点_緯度,代表点_座標参照系',
    '全国地方公共団体コード,町字id,大字・町名,丁目名,小字名',
    'shift_jis',
  ],
])('the edition %s is read, out of the archives in which it comes', async (_, house, housePos, town, encoding) => {
  const bytes = (text: string): Buffer => (encoding === 'utf8' ? Buffer.from(text) : shiftJis(text))
  const zip = async (files: readonly (readonly [string, Buffer])[]): Promise<Buffer> => {
    const parts: Buffer[] = []
    for await (const part of writeZip(files.map(([name, content]) => ({ name, content: [content] })))) parts.push(part)
    return Buffer.concat(parts)
  }
  const inner = await zip([['mt_town_pref35.csv', bytes(`${town}\r\n352128,0001001,南町,一丁目,\r\n`)]])
  const whole = await zip([
    ['mt_rsdtdsp_rsdt.csv', bytes(`${house}\r\n352128,0001001,010,002,,,,南町,一丁目,,10,2,\r\n`)],
    ['mt_rsdtdsp_rsdt_pos.csv', bytes(`${housePos}\r\n352128,0001001,010,002,,1,1,0,132.1016,33.9638,EPSG:6668\r\n`)],
    ['mt_town.zip', inner],
    ['readme.txt', Buffer.from('説明')],
  ])
  const reader = new RegistryReader('352128')
  for (const { name, text } of registryFiles('all.zip', whole)) reader.read(name, text)
  expect(reader.unknown).toEqual([])
  expect(pointsOf(reader)).toEqual([{ town: '南町一丁目', number: '10-2', level: 'house', place: [132.1016, 33.9638] }])
})

test('what is no table and no archive is told of by its name', () => {
  const reader = new RegistryReader('352128')
  for (const bytes of [Buffer.from('504b0304140008', 'hex'), Buffer.from([0x82, 0xff, 0xfe, 0x00])])
    for (const { name, text } of registryFiles('broken', bytes)) reader.read(name, text)
  expect(reader.unknown).toEqual(['broken', 'broken'])
})

/** Only what stands in these files: the bytes that a spreadsheet of Windows would write, found by decoding all pairs. */
function shiftJis(text: string): Buffer {
  const decoder = new TextDecoder('shift_jis')
  const known = new Map<string, number[]>()
  for (let high = 0x81; high <= 0x9f; high += 1)
    for (let low = 0x40; low <= 0xfc; low += 1) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  for (let high = 0xe0; high <= 0xea; high += 1)
    for (let low = 0x40; low <= 0xfc; low += 1) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  return Buffer.from([...text].flatMap((letter) => known.get(letter) ?? [letter.charCodeAt(0)]))
}
