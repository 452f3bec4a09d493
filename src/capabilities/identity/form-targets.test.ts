import { expect, it } from 'vitest'
import { testCities } from '../../../test/support/services.ts'
import { formTargets } from './form-targets.ts'

const [city] = testCities
const origins = {
  portal: 'https://shinsei.example.jp',
  office: 'https://office.example.jp',
  simulator: 'https://card.example.jp',
}
const provider = { issuer: 'https://id.example.jp/realm', clientId: 'yanagi' }
const identity = (changes: object) => ({ identity: { provider: { ...provider, ...changes } } })

it.each([
  ['the simulator of a demonstration', { demo: true, settings: {} }, ['https://card.example.jp']],
  ['no provider at all', { demo: false, settings: {} }, []],
  ['the provider of the city', { demo: false, settings: identity({}) }, ['https://id.example.jp']],
  [
    'a provider that signs and shows pages elsewhere',
    {
      demo: false,
      settings: identity({
        signing: 'https://sign.example.jp/v1',
        pages: ['https://id.example.jp/', 'https://app.example.jp'],
      }),
    },
    ['https://id.example.jp', 'https://sign.example.jp', 'https://app.example.jp'],
  ],
])('a form of the portal may lead to %s', (_, changes, targets) => {
  if (city === undefined) throw new Error('no city')
  expect(formTargets({ ...city, origins, ...changes }, 'portal')).toEqual(targets)
})

it('the simulator leads back to the portal, the office nowhere', () => {
  if (city === undefined) throw new Error('no city')
  expect(formTargets({ ...city, origins }, 'simulator')).toEqual(['https://shinsei.example.jp'])
  expect(formTargets({ ...city, origins }, 'office')).toEqual([])
})
