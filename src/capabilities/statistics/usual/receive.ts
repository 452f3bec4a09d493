import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { publicFigure } from '../../exchange/index.ts'

/** Takes in what the office publishes of how long decisions take. An older word never replaces a newer one. */
export function receiveFigures(services: ZoneServices): void {
  services.relay.on('figure', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const { procedureId, usualDays, publishedAt } = publicFigure.parse(payload)
    const values = { procedure_id: procedureId, usual_days: usualDays, published_at: new Date(publishedAt) }
    await trx
      .insertInto('published_figure')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'procedure_id'])
          .doUpdateSet(values)
          .where('published_figure.published_at', '<', values.published_at),
      )
      .execute()
  })
}

/** Calendar days within which nine of ten cases were decided lately; undefined when that is not known. */
export async function usualDaysOf(
  services: Pick<ZoneServices, 'db'>,
  cityId: string,
  procedureId: string,
): Promise<number | undefined> {
  const row = await services.db
    .city<InternetDb>(cityId)
    .selectFrom('published_figure')
    .select('usual_days')
    .where('procedure_id', '=', procedureId)
    .executeTakeFirst()
  return row?.usual_days ?? undefined
}
