import { readFileSync } from 'node:fs'
import path from 'node:path'
import { addDays, dayOf } from '../../civic/day.ts'
import { nextOpenDay } from '../../civic/period.ts'
import { parseJson } from '../../platform/parse-json.ts'
import { readRow } from './format/read-file.ts'
import { type Moving, officeDb, systemActor } from './moving.ts'
import { takeNotice } from './take-in.ts'

/** Where the made-up notices of a demonstration come from. */
const source = 'demonstration'

/**
 * A few made-up notices for a demonstration city, so that nobody begins with an empty screen. Days in the file are counted from
 * the first start (`+3`: three days later). A real city gets none; a second start adds none.
 */
export async function seedDemonstration(ctx: Moving): Promise<void> {
  const { cities, clock, config } = ctx.services
  for (const city of cities.filter(({ demo }) => demo)) {
    const db = officeDb(ctx, city.id)
    const known = await db
      .selectFrom('moving_notice')
      .select('id')
      .where('source', '=', source)
      .limit(1)
      .executeTakeFirst()
    if (known !== undefined) continue
    const now = clock.now()
    const facts = await ctx.catalogue.facts(city.id, dayOf(now))
    const file = path.join(config.rootDir, 'catalog/moving/demonstration.json')
    const text = readFileSync(file, 'utf8').replaceAll('{city}', String(facts.settings.cityName ?? city.name))
    const rows = parseJson(
      text.replace(/"(=?)([+-]\d+)"/g, (_, open: string, days: string) => {
        const day = addDays(dayOf(now), Number(days))
        // `=+3`: on the next day on which the office is open.
        return JSON.stringify(open === '=' ? nextOpenDay(day, (each) => facts.isClosedDay(each)) : day)
      }),
    )
    for (const row of Array.isArray(rows) ? rows : []) {
      const read = readRow({ ...(row as object), filedAt: now.toISOString() }, now)
      if (!read.ok || read.row.kind === 'cancel')
        throw new Error(`catalog/moving/demonstration.json: ${read.ok ? 'cancel' : read.sentences.join(' ')}`)
      const notice = read.row
      await db.transaction().execute((trx) => takeNotice(ctx, trx, city.id, { source, notice, by: systemActor }, now))
    }
  }
}
