import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { OperatorError } from '../../../platform/operator-error.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { guidesOf, loadGuide, type NavigatorGuide } from '../../navigator/index.ts'
import { type Catalogue, catalogueOf, findingLine } from '../../procedures/index.ts'

/** What the resident's pages work with. */
export interface Visits {
  readonly services: ZoneServices
  readonly catalogue: Pick<Catalogue, 'current' | 'facts'>
  /** The questions of the booking (`catalog/moving/visit.yaml`). */
  readonly form: NavigatorGuide
}

const forms = new Map<string, NavigatorGuide>()

/** The pages' surroundings in a zone. Throws `OperatorError` with every problem of the form's file. */
export function visitsOf(services: ZoneServices): Visits {
  return { services, catalogue: catalogueOf(services), form: visitForm(services.config.rootDir) }
}

export function visitForm(rootDir: string): NavigatorGuide {
  const known = forms.get(rootDir)
  if (known !== undefined) return known
  const name = 'catalog/moving/visit.yaml'
  const { offices, things } = guidesOf(rootDir)
  const loaded = loadGuide(readFileSync(path.join(rootDir, name), 'utf8'), name, { items: new Map(), offices, things })
  if (loaded.guide === undefined) throw new OperatorError(loaded.findings.map(findingLine).join('\n'))
  forms.set(rootDir, loaded.guide)
  return loaded.guide
}

export const internetDb = ({ services }: Pick<Visits, 'services'>, cityId: string): Kysely<InternetDb> =>
  services.db.city<InternetDb>(cityId)
