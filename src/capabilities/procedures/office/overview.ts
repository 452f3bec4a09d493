import { formatEra } from '../../../civic/era.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { brokenDefinitions } from '../catalogue/broken-definitions.ts'
import { catalogueOf } from '../catalogue/catalogue.ts'
import { commonSettings } from '../common-settings.ts'
import type { SettingUse } from '../language/definition.ts'
import { openEntries } from '../seeds/registers.ts'
import { listRegisters, listSettingHistory, listVersionHeads } from '../store/office.ts'
import { fingerprint } from './change.ts'
import { citySettings } from './city-settings.ts'
import { feeSettings } from './fee-sources.ts'
import { messages } from './messages.ja.ts'
import type { OverviewPageProps } from './views/overview-page.tsx'
import type { ShownSetting } from './views/settings-pages.tsx'

/** Procedures in force and registers, in numbers. */
export async function overviewOf(
  services: ZoneServices<'office'>,
  cityId: string,
  today: string,
): Promise<Pick<OverviewPageProps, 'broken' | 'procedures' | 'registers'>> {
  const db = services.db.city<OfficeDb>(cityId)
  const versions = await listVersionHeads(db)
  const registers = await listRegisters(db)
  return {
    broken: brokenDefinitions(services, cityId),
    procedures: (await catalogueOf(services).current(cityId)).flatMap(({ definition, hash }) => {
      const version = versions.find((each) => each.procedureId === definition.id && each.hash === hash)
      if (!version) return []
      return [
        {
          name: definition.name.ja,
          official: definition.officialName,
          number: version.number,
          from: formatEra(version.effectiveFrom),
          by: version.publishedBy === 'seed' ? messages.overview.seed : version.publishedBy,
          open: Object.values(definition.settings ?? {}).filter(({ openPoint }) => openPoint !== undefined).length,
        },
      ]
    }),
    registers: registers.map((register) => ({
      id: register.id,
      label: register.label,
      entries: register.entries.length,
      open: openEntries(register, today).length,
    })),
  }
}

/** Settings of all procedures in force, each once, with what holds and what is planned. */
export async function settingsOf(
  services: ZoneServices<'office'>,
  cityId: string,
  today: string,
): Promise<readonly ShownSetting[]> {
  const values = await listSettingHistory(services.db.city<OfficeDb>(cityId))
  const facts = await catalogueOf(services).facts(cityId, today)
  const uses = new Map<string, { use: SettingUse; procedures: string[] }>(
    Object.entries(citySettings).map(([name, use]) => [name, { use, procedures: [messages.settings.wholeCity] }]),
  )
  const fees = new Set<string>()
  for (const [name, use] of Object.entries(commonSettings))
    uses.set(name, { use, procedures: [messages.settings.everyProcedure] })
  for (const { definition } of await catalogueOf(services).current(cityId)) {
    for (const name of feeSettings(definition)) fees.add(name)
    for (const [name, use] of Object.entries(definition.settings ?? {})) {
      const known = uses.get(name)
      if (known) known.procedures.push(definition.name.ja)
      else uses.set(name, { use, procedures: [definition.name.ja] })
    }
  }
  return [...uses].map(([name, { use, procedures }]) => {
    const own = values.filter((value) => value.name === name)
    const held = own.findLast(({ fromOn }) => fromOn <= today)
    return {
      name,
      use,
      procedures,
      now: facts.settings[name] ?? use.default,
      ...(held ? { held } : {}),
      own,
      fee: fees.has(name),
      seen: fingerprint(own),
      planned: own.filter(({ fromOn }) => fromOn > today),
    }
  })
}
