import { describe, expect, test } from 'vitest'
import { type FoundPlace, placeFinder, pointKey, withSurroundings } from './geocode.ts'
import { landOf } from './ground.ts'

const land = landOf('.', 'yanai')
const registry = new Map<string, FoundPlace>([
  [pointKey({ town: '南町一丁目', number: '10' }), { place: [132.1, 33.96], level: 'block' }],
  [pointKey({ town: '南町一丁目', number: '10-2' }), { place: [132.1016, 33.9638], level: 'house' }],
  [pointKey({ town: '新しい町', number: '' }), { place: [132, 34], level: 'town' }],
])
const finder = placeFinder(
  { code: '352128', municipality: '柳井市' },
  land,
  new Set(['新しい町', '南町一丁目']),
  async (wanted) => {
    const asked = new Set(wanted.flatMap(withSurroundings).map(pointKey))
    return new Map([...registry].filter(([key]) => asked.has(key)))
  },
)
const levelOf = async (address: string) => (await finder.find([address]))[0]?.level

describe('an address is found without asking anybody', () => {
  test.each([
    ['山口県柳井市南町一丁目10番2号', 'house'],
    ['柳井市南町１丁目１０－２', 'house'],
    ['山口県柳井市 南町1-10-2', undefined],
    ['南町一丁目10番2号の3', 'house'],
    ['柳井市南町一丁目10-9', 'block'],
    ['柳井市南町一丁目99', 'town'],
    ['山口県柳井市大字平郡123番地', 'town'],
    ['柳井市旭ヶ丘5', 'town'],
    ['新しい町3', 'town'],
    ['広島県広島市中区1', undefined],
    ['', undefined],
  ])('%s → %s', async (address, level) => expect(await levelOf(address)).toBe(level))

  test('many at once keep their order', async () => {
    const found = await finder.find(['柳井市柳井津', 'どこか', '柳井市南町一丁目10番2号'])
    expect(found.map((each) => each?.level)).toEqual(['town', undefined, 'house'])
    expect(found[2]?.place).toEqual([132.1016, 33.9638])
  })
})
