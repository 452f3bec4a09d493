import { Hono } from 'hono'
import { expect, it } from 'vitest'
import type { WebEnv } from '../../platform/http/index.ts'
import { staffFrame } from './frame.ts'

const areasAt = async (path: string, permissions: readonly string[]) => {
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('city', { name: '見本町', demo: true } as WebEnv['Variables']['city'])
    c.set('surface', 'office')
    c.set('navigation', [
      { path: '/cases', label: '受付審査', order: 1 },
      { path: '/cases/places', label: '定員', order: 2, permission: 'registers.edit' },
      { path: '/letters', label: '通知書', order: 3, permission: 'letters.send' },
    ])
    await next()
  })
  app.get('*', (c) =>
    c.json(staffFrame(c, { name: '青木', post: '係員', may: (each) => permissions.includes(each) }).areas),
  )
  const areas = (await (await app.request(path)).json()) as { label: string; current: boolean }[]
  return areas.map((area) => `${area.label}${area.current ? '*' : ''}`)
}

it('shows the areas that the person may enter, and as current only the nearest one', async () => {
  expect(await areasAt('/cases/123', [])).toEqual(['受付審査*'])
  expect(await areasAt('/cases/places/9', ['registers.edit'])).toEqual(['受付審査', '定員*'])
  expect(await areasAt('/casesandmore', ['letters.send'])).toEqual(['受付審査', '通知書'])
})
