import type { Action, Actions } from '../action.ts'
import type { DatasetDict } from '../dataset-dict.ts'
import { groupDict, organizationDict } from '../owners.ts'
import { flagOf, listOf, naturalOf, type Parameters, requiredText, textOf } from '../parameters.ts'
import { invalid, notFound } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { ckanTime } from '../times.ts'

/** A publisher or a topic with its datasets. */
interface Owner {
  readonly dict: Readonly<Record<string, unknown>> & {
    readonly id: string
    readonly name: string
    readonly title: string
  }
  readonly datasets: readonly DatasetDict[]
}

const list = (ownersOf: (shelf: Shelf) => readonly Owner[], only: string, what: string): Action => ({
  help: `The names of all ${what}. Parameters: all_fields, include_dataset_count, sort (name, title or package_count), limit, offset, ${only}.`,
  run: (given, shelf) => {
    const wanted = listOf(given, only)
    const owners = ownersOf(shelf)
      .filter(({ dict }) => wanted === undefined || wanted.includes(dict.name))
      .sort(comparing(textOf(given, 'sort') ?? 'name asc'))
    const offset = naturalOf(given, 'offset', 0)
    const page = owners.slice(offset, offset + naturalOf(given, 'limit', owners.length))
    return flagOf(given, 'all_fields', false)
      ? page.map((owner) => counted(owner, given))
      : page.map(({ dict }) => dict.name)
  },
})

const show = (ownersOf: (shelf: Shelf) => readonly Owner[], what: string): Action => ({
  help: `One ${what}. Parameters: id, its name or UUID; include_datasets, include_dataset_count, include_extras.`,
  run: (given, shelf) => {
    const id = requiredText(given, 'id')
    const owner = ownersOf(shelf).find(({ dict }) => dict.name === id || dict.id === id.toLowerCase())
    if (owner === undefined) throw notFound()
    return {
      ...counted(owner, given),
      ...(flagOf(given, 'include_datasets', false) ? { packages: owner.datasets } : {}),
      ...(flagOf(given, 'include_extras', true) ? { extras: [] } : {}),
      users: [],
      tags: [],
      groups: [],
    }
  },
})

/** What is asked of publishers and topics. */
export const ownerActions: Actions = {
  organization_list: list(organizations, 'organizations', 'organizations'),
  organization_show: show(organizations, 'organization'),
  group_list: list(groups, 'groups', 'groups'),
  group_show: show(groups, 'group'),
}

/** Every publisher of a dataset; the city itself also before it has published any. */
function organizations({ city, datasets, dict }: Shelf): readonly Owner[] {
  const publishers = new Map(datasets.map(({ about }) => [about.publisher.code, about.publisher]))
  if (publishers.size === 0 && city.code !== undefined)
    publishers.set(city.code, { code: city.code, name: city.name, nameEn: city.nameEn })
  return [...publishers.values()].map((publisher) => {
    const own = datasets.filter(({ about }) => about.publisher.code === publisher.code)
    const first = new Date(Math.min(...own.map(({ createdAt }) => createdAt.getTime())))
    const organization = organizationDict(publisher, own.length === 0 ? '' : ckanTime(first))
    return { dict: { ...organization, display_name: organization.title }, datasets: own.map(dict) }
  })
}

function groups({ topics, datasets, dict }: Shelf): readonly Owner[] {
  return topics.map((topic) => ({
    dict: {
      ...groupDict(topic),
      type: 'group',
      is_organization: false,
      approval_status: 'approved',
      state: 'active',
      image_url: '',
      num_followers: 0,
    },
    datasets: datasets.filter(({ definition }) => definition.topic === topic.id).map(dict),
  }))
}

function counted({ dict, datasets }: Owner, given: Parameters) {
  return { ...dict, ...(flagOf(given, 'include_dataset_count', true) ? { package_count: datasets.length } : {}) }
}

function comparing(sort: string): (a: Owner, b: Owner) => number {
  const [, field, direction] = /^(name|title|package_count)(?:\s+(asc|desc))?$/i.exec(sort.trim()) ?? []
  if (field === undefined) throw invalid('sort', 'Cannot sort by this field')
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1
  const value = ({ dict, datasets }: Owner) =>
    field === 'package_count' ? datasets.length : field === 'title' ? dict.title : dict.name
  return (a, b) => (value(a) < value(b) ? -sign : value(a) > value(b) ? sign : 0)
}
