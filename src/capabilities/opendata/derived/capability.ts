import { type Capability, defineCapability } from '../../../platform/capability.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CaseSource } from '../../statistics/index.ts'
import type { Derivation } from '../language/dataset.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { eventRows } from './events.ts'
import { facilityRows } from './facilities.ts'
import { openDataListRows } from './open-data-list.ts'
import { procedureStatisticsRows } from './procedure-statistics.ts'
import { produceDataset } from './produce.ts'
import type { RowSource } from './source.ts'

/** How long after a change of a source its dataset may still be the one before. */
const pauseMs = 60_000

/**
 * 自動で作るオープンデータ: datasets whose rows the system knows are made from their source and never typed. The list of open data comes last, because
 * the others are in it. `figuresOf`: the numbers of the cases.
 */
export function derivedDatasets(figuresOf: (services: ZoneServices<'office'>) => CaseSource): Capability {
  let deriving: Repeating | undefined
  const sources: Readonly<Record<Derivation, RowSource>> = {
    facilities: facilityRows,
    events: eventRows,
    'procedure-statistics': procedureStatisticsRows(figuresOf),
    'open-data-list': openDataListRows,
  }
  return defineCapability({
    name: 'derived-datasets',
    japanese: '自動で作るオープンデータ',
    parts: {
      office: {
        tables: [],
        start: (services) => {
          const office = services as ZoneServices<'office'>
          const order = Object.keys(sources)
          const datasets = readDatasetFolder(office.config.rootDir, (text) => text.includes('\nderived:'))
            .datasets.flatMap((definition) => (definition.derived === undefined ? [] : [definition]))
            .sort((a, b) => order.indexOf(a.derived ?? '') - order.indexOf(b.derived ?? ''))
          deriving = every('opendata.derive', pauseMs, office.log, async () => {
            for (const city of office.cities)
              for (const definition of datasets)
                if (definition.derived !== undefined)
                  await produceDataset(office, city, definition, sources[definition.derived])
            return { more: false }
          })
        },
        stop: () => deriving?.stop(),
      },
    },
  })
}
