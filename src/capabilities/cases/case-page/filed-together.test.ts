import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { act } from '../test-support/acts.ts'
import { caseRow, openedCase, testWorld, type World } from '../test-support/world.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

it('a case names those that were filed with it, as far as the person may see them', async () => {
  const ids = [await openedCase(world), await openedCase(world), await openedCase(world)]
  const numbers = await Promise.all(ids.map(async (id) => (await caseRow(world, id)).receipt_number))
  const [near = '', hidden = '', elsewhere = ''] = ids
  const [nearNumber = '', hiddenNumber = '', elsewhereNumber = ''] = numbers
  const notYetHere = nearNumber.replace(/\d{6}-\d$/, '999998-0')
  const first = await openedCase(world, { together: [...numbers, notYetHere] })
  const db = world.services.db.city<OfficeDb>('yanai')
  await act(world.browser('guardian'), hidden, 'confidentiality', {
    confidential: 'yes',
    confidentialReason: '支援措置の申出',
  })
  await db.updateTable('case_file').set({ section_id: world.sections.tax }).where('id', '=', elsewhere).execute()

  const seenBy = async (person: 'clerk' | 'guardian') => {
    const html = await (await world.browser(person).get(`/cases/${first}`)).text()
    const at = html.indexOf('いっしょに出された申請')
    expect(at).toBeGreaterThan(0)
    const section = html.slice(at, html.indexOf('</section>', at))
    return [nearNumber, hiddenNumber, elsewhereNumber, notYetHere].filter((number) => section.includes(number))
  }
  expect(await seenBy('clerk')).toEqual([nearNumber])
  expect(await seenBy('guardian')).toEqual([nearNumber, hiddenNumber])
  expect(await (await world.browser('clerk').get(`/cases/${first}`)).text()).toContain(`href="/cases/${near}"`)
  // Alone, nothing is said of others.
  const alone = await (await world.browser('clerk').get(`/cases/${near}`)).text()
  expect(alone).not.toContain('いっしょに出された申請')
})
