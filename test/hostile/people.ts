import path from 'node:path'
import sharp from 'sharp'
import type { TestCityHall } from '../support/city-hall.ts'
import { testFolder } from '../support/folder.ts'
import { BrokenPromise, type Browser } from '../tour/browser.ts'
import { readExample, readProcedure, typedAnswers } from '../tour/procedures.ts'
import { Resident } from '../tour/resident.ts'
import { StaffMember } from '../tour/staff.ts'
import { stepsOf } from '../tour/steps.ts'
import { stories } from '../tour/stories.ts'
import { walk } from '../tour/walk.ts'

/** What a person carries to a request: the cookies of their browser and the token its forms have. */
export interface Visitor {
  readonly cookie: string
  readonly csrf: string
}

export const rootDir = path.resolve('.')

export async function samplePhoto() {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#37652f' } })
    .jpeg()
    .toBuffer()
  return { fileName: '写真.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }
}

/** The visitor whose browser stands on a page with a form. */
export function visitorOf(browser: Browser): Visitor {
  const csrf = browser.current().root.querySelector('[name=csrf]')?.getAttribute('value')
  if (csrf === undefined) throw new BrokenPromise(`no form on ${browser.current().url}`)
  return { cookie: browser.cookies(), csrf }
}

/** A resident with a card who has just begun an application of a procedure. */
export async function residentWithDraft(portal: string, card: string, procedure: string): Promise<Resident> {
  const resident = new Resident(portal, { id: card, pin: '1234', password: 'ABC123' }, null, await samplePhoto())
  await resident.browser.open(`${portal}/procedures/${procedure}`)
  await resident.begin(procedure)
  return resident
}

/** A resident who has shown a mail address only, with a draft; nothing is typed yet. */
export async function contactWithDraft(portal: string, email: string, procedure: string): Promise<Resident> {
  const resident = new Resident(portal, null, email, await samplePhoto())
  await resident.browser.open(`${portal}/procedures/${procedure}`)
  await resident.begin(procedure)
  return resident
}

/** Everything typed that an example of a procedure needs. */
export function exampleOf(procedure: string, example: string) {
  const compiled = readProcedure(rootDir, procedure)
  if (compiled === undefined) throw new Error(`no procedure ${procedure}`)
  return typedAnswers(compiled, readExample(rootDir, procedure, example))
}

/** One application from the search to the letter. */
export async function wholeWay(hall: TestCityHall, procedure: string): Promise<void> {
  const story = stories.find((each) => each.procedure === procedure)
  if (story === undefined) throw new Error(`no story of ${procedure}`)
  const staff = new Map<string, StaffMember>()
  const steps = stepsOf(story.procedure, { json: true, out: testFolder('letters'), write: () => {} })
  await walk(
    story,
    {
      rootDir,
      portal: hall.portal,
      photo: await samplePhoto(),
      staff: (number) => {
        const known = staff.get(number) ?? new StaffMember(hall.office, number)
        staff.set(number, known)
        return known
      },
    },
    steps,
  )
}

export async function staffAt(office: string, number: string): Promise<Visitor> {
  const member = new StaffMember(office, number)
  await member.signIn()
  await member.browser.open(`${office}/me`)
  return visitorOf(member.browser)
}
