import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LetterMaterials } from '../capabilities/documents/index.ts'
import { findLetterTemplates } from '../capabilities/procedures/index.ts'
import type { OfficeDb } from '../platform/database/generated/office.ts'
import type { ZoneServices } from '../platform/services.ts'

/** Letters are made of the templates kept with a case's version, and of the city's drawn seal (`catalog/seals/<city>.svg`). */
export function letterMaterials(services: ZoneServices<'office'>): LetterMaterials {
  return {
    seal: (cityId) => {
      const file = path.join(services.config.rootDir, 'catalog', 'seals', `${cityId}.svg`)
      return existsSync(file) ? readFileSync(file) : null
    },
    templates: async (cityId, procedureId, versionHash) => {
      const templates = await findLetterTemplates(services.db.city<OfficeDb>(cityId), procedureId, versionHash)
      return Object.fromEntries(
        Object.entries(templates).map(([name, source]) => [templatePath(procedureId, name), source]),
      )
    },
  }
}

/** `letters/x.typ` belongs to the procedure, `_letters/base.typ` to all. */
function templatePath(procedureId: string, name: string): string {
  return name.startsWith('_letters/') ? `/procedures/${name}` : `/procedures/${procedureId}/${name}`
}
