import type { TestCityHall } from '../../support/city-hall.ts'
import type { Browser } from '../../tour/browser.ts'

/** Real ids for the parameters of every route: an application of the owner that went the whole way, and an open draft. */
export interface SampleIds {
  fill(path: string): string
}

export async function sampleIds(hall: TestCityHall, owner: Browser): Promise<SampleIds> {
  const client = await hall.db.owner()
  const one = async (sql: string): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(sql)
    const id = rows[0]?.id
    if (id === undefined) throw new Error(`the sample has nothing for: ${sql}`)
    return id
  }
  const yanai = `tenant_id = 'yanai'`
  // A register with places: the doors of places are hidden for any other.
  const register = await one(
    `select register as id from office.register_entry where ${yanai} and capacity is not null order by register limit 1`,
  )
  const draft = /\/drafts\/([0-9a-f-]{36})/.exec(owner.current().url)?.[1] ?? ''
  const page = owner
    .current()
    .root.querySelectorAll('a')
    .map((each) => /\/pages\/([\w-]+)/.exec(each.getAttribute('href') ?? '')?.[1])
    .find((each) => each !== undefined)
  const ids: Readonly<Record<string, string>> = {
    procedure: 'child-allowance-claim',
    layout: 'recognitions',
    guide: 'moving-in',
    table: 'months.csv',
    manifest: 'pittari',
    draft,
    page: page ?? '',
    application: await one(`select id from internet.application where ${yanai}`),
    correction: await one(`select id from internet.correction where ${yanai}`),
    letter: await one(`select id from internet.letter where ${yanai}`),
    action: 'package_list',
    collection: 'aed',
    dataset: 'aed',
    matrixSet: 'WebMercatorQuad',
    ...{ matrix: '0', row: '0', column: '0' },
    register,
    entry: await one(
      `select entry as id from office.register_entry where ${yanai} and register = '${register}' and capacity is not null limit 1`,
    ),
    name: 'cityName',
    case: await one(`select id from office.case_file where ${yanai}`),
    proposal: await one(`select id from office.proposal where ${yanai} order by id limit 1`),
    officeLetter: await one(`select id from office.letter where ${yanai}`),
    person: await one(`select id from office.staff_member where ${yanai} and staff_number = 'A041'`),
    section: await one(`select id from office.section where ${yanai} limit 1`),
    post: await one(`select id from office.post where ${yanai} limit 1`),
  }
  const owners: readonly (readonly [RegExp, string])[] = [
    [/^\/cases\//, 'case'],
    [/^\/approvals\//, 'proposal'],
    [/^\/letters\//, 'officeLetter'],
    [/^\/organisation\/people\//, 'person'],
    [/^\/organisation\/sections\//, 'section'],
    [/^\/organisation\/posts\//, 'post'],
  ]
  const known: Readonly<Record<string, string>> = {
    '/life-events/:id': '/life-events/birth',
    '/topics/:id': '/topics/childcare',
    '/guides/:guide/questions/:page': '/guides/moving-in/questions/move',
    '/sections/:id': '/sections/child-support',
    '/procedures/:procedure/paper/:file': '/procedures/child-allowance-claim/paper/form.pdf',
    '/paper/:procedure/:file': '/paper/child-allowance-claim/form.pdf',
    '/dataset/:slug': '/dataset/352128-aed',
    '/dataset/:slug/:file': '/dataset/352128-aed/352128_aed.csv',
    '/dataset/:slug/datapackage.json': '/dataset/352128-aed/datapackage.json',
    '/dataset/:slug/neighbours': '/dataset/352128-aed/neighbours',
    '/dataset/:slug/changes/:number': '/dataset/352128-public_toilet/changes/2',
    '/dataset/:slug/versions/:number': '/dataset/352128-public_toilet/versions/1',
    '/dataset/:slug/versions/:file{[0-9]+\\.csv}': '/dataset/352128-public_toilet/versions/1.csv',
    '/dataset/:slug/row/:key': '/dataset/352128-aed/row/AE0001',
    '/tiles/:file{[a-z0-9-]+\\.json}': '/tiles/aed.json',
    '/tiles/:file{[a-z0-9-]+\\.pmtiles}': '/tiles/aed.pmtiles',
    '/tiles/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}': '/tiles/0/0/0.mvt',
    '/tiles/:dataset/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}': '/tiles/aed/0/0/0.mvt',
    '/lookup/postcode': '/lookup/postcode?code=7420021',
    '/lookup/bank': '/lookup/bank?bank=0001&branch=001',
  }
  return {
    fill: (path) => {
      if (known[path] !== undefined) return known[path]
      const whole = owners.find(([pattern]) => pattern.test(path))?.[1]
      return path.replaceAll(/:(\w+)/g, (_match, name: string) => {
        const id = name === 'id' && whole !== undefined ? ids[whole] : ids[name]
        return encodeURIComponent(id ?? '00000000-0000-4000-8000-000000000000')
      })
    },
  }
}
