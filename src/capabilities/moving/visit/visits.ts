import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { guidesOf, loadGuide, type NavigatorGuide } from '../../navigator/index.ts'
import {
  type Catalogue,
  type CatalogueFiles,
  catalogueFiles,
  catalogueOf,
  missingFile,
  readTextsOf,
} from '../../procedures/index.ts'

/** What the resident's pages work with. */
export interface Visits {
  readonly services: ZoneServices
  readonly catalogue: Pick<Catalogue, 'current' | 'facts'>
  /** The questions of the booking (`catalog/moving/visit.yaml`). */
  readonly form: NavigatorGuide
}

const name = 'catalog/moving/visit.yaml'

/** The questions of the booking, read once. */
export const visitFiles: CatalogueFiles<NavigatorGuide> = catalogueFiles({
  name: 'moving-visit',
  read: (rootDir) => readTextsOf(rootDir, [name]),
  load: (texts, { rootDir }) => {
    const text = texts.get(name)
    if (text === undefined) return { value: undefined, findings: [missingFile(name)] }
    const { offices, things } = guidesOf(rootDir)
    const { guide, findings } = loadGuide(text, name, { items: new Map(), offices, things })
    return { value: guide, findings }
  },
})

/** The pages' surroundings in a zone. Throws `OperatorError` with every problem of the form's file, where there is none of before. */
export function visitsOf(services: ZoneServices): Visits {
  const { rootDir, dataDir } = services.config
  return { services, catalogue: catalogueOf(services), form: visitFiles.of({ rootDir, dataDir }) }
}

export const internetDb = ({ services }: Pick<Visits, 'services'>, cityId: string): Kysely<InternetDb> =>
  services.db.city<InternetDb>(cityId)
