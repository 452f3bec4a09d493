import { readCityPeople } from './city-people.ts'

/** Fictional people of a demonstration city, for the list that is printed at the start. */
export interface DemoPeople {
  readonly residents: readonly { readonly id: string; readonly name: string; readonly pin: string }[]
  readonly staff: readonly { readonly number: string; readonly name: string; readonly post: string }[]
}

/** Null when the city's file names nobody. */
export function demoPeople(rootDir: string, cityId: string): DemoPeople | null {
  const people = readCityPeople(rootDir, cityId)
  if (people === null) return null
  const sections = new Map(people.sections.map((section) => [section.code, section.name]))
  const posts = new Map(people.posts.map((post) => [post.code, post.name]))
  return {
    residents: people.residents.map(({ id, name, pin }) => ({ id, name: `${name.family} ${name.given}`, pin })),
    staff: people.staff.map(({ id, name, section, post }) => ({
      number: id,
      name,
      post: `${sections.get(section) ?? ''} ${posts.get(post) ?? ''}`,
    })),
  }
}
