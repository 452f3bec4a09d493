import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestCityHall, testCityHall } from '../../test/support/city-hall.ts'

let hall: TestCityHall
beforeAll(async () => {
  hall = await testCityHall({ begin: 'anew' })
})
afterAll(() => hall.close())

it('whoever comes first after the first start finds every procedure of every city', async () => {
  const ids = readdirSync('procedures', { withFileTypes: true })
    .filter((each) => each.isDirectory() && !each.name.startsWith('_'))
    .map((each) => each.name)
  expect(ids.length).toBeGreaterThan(5)
  const portals = [hall.portal, hall.portal.replace(/\d+$/, (port) => String(Number(port) + 10))]
  const answers = await Promise.all(
    portals.flatMap((portal) =>
      ids.map(async (id) => {
        const response = await fetch(`${portal}/procedures/${id}`)
        await response.body?.cancel()
        return [portal, id, response.status] as const
      }),
    ),
  )
  expect(answers.filter(([, , status]) => status !== 200)).toEqual([])
})
