import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../language/folder.ts'
import { testAbout } from '../test-support/publish.ts'
import { uuidOf } from './resource-id.ts'
import { resourcesOf } from './resources.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const filesOf = (id: string, uuid = '0b5b0000-0000-4000-8000-000000000001') => {
  const definition = datasets.find((each) => each.id === id) ?? expect.fail(id)
  return resourcesOf({ uuid, slug: `352128-${definition.file}`, about: testAbout, definition })
}

test('the UUID of the example of RFC 9562 A.4', () => {
  expect(uuidOf('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

describe('the files of a dataset', () => {
  test('each has a name of its own that never changes, and another dataset has other ones', () => {
    const own = filesOf('tourism').map(({ uuid }) => uuid)
    expect(new Set(own).size).toBe(5)
    expect(filesOf('tourism').map(({ uuid }) => uuid)).toEqual(own)
    expect(filesOf('tourism', '0b5b0000-0000-4000-8000-000000000002').map(({ uuid }) => uuid)).not.toContain(own[0])
  })

  test('they carry the names of the national standard', () => {
    expect(filesOf('tourism').map((each) => each.path)).toEqual([
      '/dataset/352128-tourism/352128_tourism.csv',
      '/dataset/352128-tourism/352128_tourism.csv?layout=recommended',
      '/dataset/352128-tourism/352128_tourism.xlsx',
      '/dataset/352128-tourism/352128_tourism.json',
      '/dataset/352128-tourism/352128_tourism.geojson',
    ])
  })

  test('rows that are not places have no GeoJSON', () => {
    expect(filesOf('population').map(({ kind }) => kind)).not.toContain('geojson')
    expect(filesOf('open-data-list').map(({ kind }) => kind)).toContain('csv')
  })
})
