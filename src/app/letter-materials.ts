import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { LetterMaterials } from '../capabilities/documents/index.ts'
import { findLetterTemplates } from '../capabilities/procedures/index.ts'
import type { OfficeDb } from '../platform/database/generated/office.ts'
import type { ZoneServices } from '../platform/services.ts'

/**
 * Letters are made of the templates kept with a case's version, of the general ones that belong to no procedure
 * (`procedures/_letters/general/`: 取消し・撤回 and the hearing before it), and of the city's drawn seal (`catalog/seals/<city>.svg`).
 */
export function letterMaterials(services: ZoneServices<'office'>): LetterMaterials {
  const general = generalTemplates(path.join(services.config.rootDir, 'procedures', '_letters', 'general'))
  return {
    seal: (cityId) => {
      const file = path.join(services.config.rootDir, 'catalog', 'seals', `${cityId}.svg`)
      return existsSync(file) ? readFileSync(file) : null
    },
    templates: async (cityId, procedureId, versionHash) => {
      const templates = await findLetterTemplates(services.db.city<OfficeDb>(cityId), procedureId, versionHash)
      return Object.fromEntries(
        Object.entries({ ...general, ...templates }).map(([name, source]) => [templatePath(procedureId, name), source]),
      )
    },
  }
}

/** Read once: they change with the program only. By name, e.g. `general/hearing-notice.typ`. */
function generalTemplates(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.typ'))
      .map((name) => [`general/${name}`, readFileSync(path.join(folder, name), 'utf8')]),
  )
}

/** `letters/x.typ` belongs to the procedure, `_letters/base.typ` to all. */
function templatePath(procedureId: string, name: string): string {
  return name.startsWith('_letters/') ? `/procedures/${name}` : `/procedures/${procedureId}/${name}`
}
