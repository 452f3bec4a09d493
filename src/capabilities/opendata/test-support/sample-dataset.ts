import type { DatasetDefinition } from '../language/dataset.ts'
import type { PublicDataset } from '../public/catalogue.ts'
import { testAbout } from './publish.ts'

/** A published dataset as the catalogue knows it, without a database. */
export function sampleDataset(definition: DatasetDefinition, more: Partial<PublicDataset> = {}): PublicDataset {
  return {
    id: definition.id,
    uuid: '0b5b0000-0000-4000-8000-000000000001',
    slug: `352128-${definition.file}`,
    state: 'published',
    definition,
    about: testAbout,
    createdAt: new Date('2026-11-01T00:00:00Z'),
    modifiedAt: new Date('2026-11-30T00:00:00Z'),
    version: {
      number: 3,
      key: 1,
      rows: 2,
      bounds: [132.00000012, 33.8, 132.2, 34],
      changes: { added: 1, changed: 0, removed: 0, names: { added: ['白壁の町並み'], changed: [], removed: [] } },
      note: '',
      publishedAt: new Date('2026-11-30T00:00:00Z'),
      sha256: 'a'.repeat(64),
    },
    ...more,
  }
}
