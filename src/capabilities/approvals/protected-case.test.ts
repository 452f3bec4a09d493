import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffAt, type Visitor, wholeWay } from '../../../test/hostile/people.ts'
import { type TestCityHall, testCityHall } from '../../../test/support/city-hall.ts'

let hall: TestCityHall
let caseId: string
let paths: readonly string[]
const staff: Record<string, Visitor> = {}

const rows = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
  (await (await hall.db.owner()).query<Record<string, unknown>>(sql)).rows
const get = async (who: string, path: string): Promise<number> => {
  const response = await fetch(hall.office + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: staff[who]?.cookie ?? '' },
  })
  await response.arrayBuffer()
  return response.status
}

beforeAll(async () => {
  hall = await testCityHall()
  await wholeWay(hall, 'child-allowance-claim')
  caseId = String((await rows('select id from office.case_file'))[0]?.id)
  const decided = String((await rows(`select id from office.proposal where state = 'decided'`))[0]?.id)
  const letter = String((await rows('select id from office.letter'))[0]?.id)
  paths = [`/approvals/${decided}`, `/approvals/${decided}/letter.pdf`, `/letters/${letter}/pdf`]
  // 南 is the director above the section, on no route; 青木 proposed; 江藤 reads all cases.
  for (const number of ['A001', 'A004', 'A051']) staff[number] = await staffAt(hall.office, number)
}, 180_000)
afterAll(() => hall.close())

describe('what is shown of a case outside its page', () => {
  it('is open to the section, and every look is logged', async () => {
    const before = await rows('select id from office.case_access')
    for (const path of paths) expect(await get('A004', path)).toBe(200)
    const after = await rows(`select purpose from office.case_access where case_ids = array['${caseId}'::uuid]
      order by id offset (select count(*) from office.case_access where case_ids = array['${caseId}'::uuid]) - 3`)
    expect(after.map((row) => row.purpose)).toEqual(['case', 'letter', 'letter'])
    expect((await rows('select id from office.case_access')).length).toBe(before.length + 3)
  })
  it('is not there for a colleague when the person is protected (支援措置), nor for one who reads all cases', async () => {
    await rows(`update office.case_file set confidential = true where id = '${caseId}'`)
    for (const who of ['A004', 'A051']) {
      for (const path of [`/cases/${caseId}`, ...paths]) expect(`${who} ${await get(who, path)}`).toBe(`${who} 404`)
    }
  })
  it('stays open to those who took part in the decision', async () => {
    expect(await get('A001', paths[0] ?? '')).toBe(200)
    expect(await get('A001', paths[2] ?? '')).toBe(404)
  })
  it('is not named to a person without a part in it who posts its number to be decided in bulk', async () => {
    const bulk = async (who: string): Promise<string> => {
      const { cookie = '', csrf = '' } = staff[who] ?? {}
      const body = new URLSearchParams({
        csrf,
        do: 'decide',
        requestKey: '3f0b6d3e-7b1c-4f5e-9a55-1f6f8a1c2b3d',
        proposal: `${paths[0]?.split('/').at(-1)}:1`,
      })
      const origin = hall.office
      const answer = await fetch(`${origin}/approvals/bulk`, { method: 'POST', headers: { cookie, origin }, body })
      expect(answer.status).toBe(200)
      return answer.text()
    }
    expect(await bulk('A001')).toContain(paths[0])
    expect(await bulk('A051')).not.toContain(paths[0])
  })
  it('leaves the protected letter out of the queue', async () => {
    await rows(`update office.letter set state = 'made', delivery = 'post' where case_id = '${caseId}'`)
    const queue = async (): Promise<string> =>
      (await fetch(`${hall.office}/letters`, { headers: { cookie: staff.A001?.cookie ?? '' } })).text()
    const number = String((await rows('select receipt_number from office.case_file'))[0]?.receipt_number)
    expect(await queue()).not.toContain(number)
    await rows(`update office.case_file set confidential = false where id = '${caseId}'`)
    expect(await queue()).toContain(number)
  })
})
