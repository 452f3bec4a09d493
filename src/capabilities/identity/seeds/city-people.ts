import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CORE_SCHEMA, load } from 'js-yaml'
import { z } from 'zod'
import { roles } from '../staff/permissions.ts'

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
const roleIds = Object.keys(roles) as [keyof typeof roles, ...(keyof typeof roles)[]]

/** A role in a seed: its name alone counts for the person's own section, or with the section it is for (`city`: all). */
const roleSeed = z.union([
  z.enum(roleIds),
  z.object({ role: z.enum(roleIds), section: z.union([code, z.literal('city')]) }).strict(),
])

const place = z
  .object({ section: code, post: code, kind: z.enum(['concurrent', 'acting']).default('concurrent') })
  .strict()

const staffSeed = z.object({
  id: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
  name: z.string().min(1),
  kana: z.string().min(1),
  section: code,
  post: code,
  concurrent: z.array(place).default([]),
  roles: z.array(roleSeed).default([]),
  /** What this person is good for in the demonstration; shown on the demo sign-in page. */
  notes: z.string().optional(),
  password: z.string().min(15),
  totpSecret: z.string().regex(/^[A-Z2-7]{16,64}$/),
})

const addressSeed = z.object({
  postcode: z.string(),
  prefecture: z.string(),
  city: z.string(),
  town: z.string(),
  block: z.string(),
  building: z.string().optional(),
})

/** What is special about a demo card. */
const cardStates = ['pin-locked', 'sign-revoked', 'sign-expired'] as const

const residentSeed = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.object({ family: z.string().min(1), given: z.string().min(1) }),
  kana: z.object({ family: z.string().min(1), given: z.string().min(1) }).optional(),
  birth: z.iso.date(),
  sex: z.enum(['male', 'female', 'unspecified']),
  address: addressSeed,
  pin: z.string().regex(/^\d{4}$/),
  signPassword: z
    .string()
    .regex(/^[A-Z0-9]{6,16}$/)
    .optional(),
  card: z.enum(cardStates).optional(),
  notes: z.string().optional(),
})

const cityPeople = z.object({
  sections: z
    .array(z.object({ code, name: z.string().min(1), parent: code.optional(), phone: z.string().optional() }))
    .default([]),
  posts: z.array(z.object({ code, name: z.string().min(1), rank: z.number().int().min(1).max(100) })).default([]),
  staff: z.array(staffSeed).default([]),
  residents: z.array(residentSeed).default([]),
})

export type CityPeople = z.infer<typeof cityPeople>
export type StaffSeed = z.infer<typeof staffSeed>
export type ResidentSeed = z.infer<typeof residentSeed>

const read = new Map<string, CityPeople | null>()

/**
 * Organisation and fictional people of a city's file; null when the city has none. Throws with every problem at once.
 * Read once: the file is a seed, and the sign-in page of a demonstration asks for it at every request.
 */
export function readCityPeople(rootDir: string, cityId: string): CityPeople | null {
  const file = path.join(rootDir, 'catalog', 'cities', `${cityId}.yaml`)
  const known = read.get(file)
  if (known !== undefined) return known
  const people = existsSync(file) ? parseCityPeople(readFileSync(file, 'utf8'), file) : null
  read.set(file, people)
  return people
}

/** The same from text. `file` is named in the problems. */
export function parseCityPeople(text: string, file: string): CityPeople {
  const checked = cityPeople.safeParse(load(text, { schema: CORE_SCHEMA }))
  if (!checked.success) {
    const lines = checked.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`${file} can't be used:\n${lines.join('\n')}`)
  }
  const problems = dangling(checked.data)
  if (problems.length > 0) throw new Error(`${file} can't be used:\n${problems.join('\n')}`)
  return checked.data
}

/** References to sections and posts that are not there, and ids given twice. */
function dangling(people: CityPeople): readonly string[] {
  const sections = new Set(people.sections.map((section) => section.code))
  const posts = new Set(people.posts.map((post) => post.code))
  const missing: string[] = []
  const need = (known: ReadonlySet<string>, wanted: string, where: string): void => {
    if (!known.has(wanted)) missing.push(`  ${where}: "${wanted}" is not defined`)
  }
  for (const section of people.sections) {
    if (section.parent !== undefined) need(sections, section.parent, `sections.${section.code}.parent`)
  }
  for (const person of people.staff) {
    for (const held of [person, ...person.concurrent]) {
      need(sections, held.section, `staff.${person.id}.section`)
      need(posts, held.post, `staff.${person.id}.post`)
    }
    for (const given of person.roles) {
      if (typeof given === 'object' && given.section !== 'city')
        need(sections, given.section, `staff.${person.id}.roles`)
    }
  }
  return [
    ...missing,
    ...twice(
      people.sections.map((one) => one.code),
      'sections',
    ),
    ...twice(
      people.staff.map((one) => one.id),
      'staff',
    ),
    ...twice(
      people.residents.map((one) => one.id),
      'residents',
    ),
  ]
}

function twice(ids: readonly string[], where: string): readonly string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `  ${where}: "${id}" is there twice`)
}
