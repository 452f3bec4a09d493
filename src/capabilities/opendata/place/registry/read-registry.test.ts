import { expect, test } from 'vitest'
import { RegistryReader } from './read-registry.ts'

test('masters and places come together by their ids, in any order of the files', () => {
  const reader = new RegistryReader('352128')
  reader.read(
    'pos',
    'lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat\r\n352128,0001001,010,002,,132.1016,33.9638\r\n',
  )
  reader.read(
    'towns',
    'lg_code,machiaza_id,oaza_cho,chome,koaza,ablt_date\r\n352128,0001001,南町,一丁目,,\r\n352128,0002000,平郡,,,\r\n352128,0003000,廃止,,,2020-01-01\r\n352047,0001001,よその町,,,\r\n',
  )
  reader.read(
    'house',
    'lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,blk_num,rsdt_num,rsdt_num2\r\n352128,0001001,010,002,,10,2,\r\n',
  )
  reader.read(
    'town pos',
    'lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat\r\n352128,0001001,1,132.10,33.96\r\n352128,0002000,0,0,0\r\n352128,0003000,0,132,34\r\n',
  )
  reader.read('parcel', 'lg_code,machiaza_id,prc_id,prc_num1,prc_num2,prc_num3\r\n352128,0002000,00123,123,4,\r\n')
  reader.read('parcel pos', 'lg_code,machiaza_id,prc_id,rep_lon,rep_lat\r\n352128,0002000,00123,132.24,33.79\r\n')
  reader.read('other', 'a,b\r\n1,2\r\n')
  expect([...reader.points()].sort((a, b) => a.number.localeCompare(b.number))).toEqual([
    { town: '南町一丁目', number: '', level: 'town', place: [132.1, 33.96] },
    { town: '南町一丁目', number: '10-2', level: 'house', place: [132.1016, 33.9638] },
    { town: '平郡', number: '123-4', level: 'house', place: [132.24, 33.79] },
  ])
  expect(reader.unknown).toEqual(['other'])
})
