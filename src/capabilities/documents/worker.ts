import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { LetterCallbacks } from './callbacks.ts'
import { type LetterMaterials, makeNextLetter } from './make-letter.ts'

/** Makes the ordered letters of all cities, one after another. A city without work costs nothing: one look for all. */
export function startLetterWorker(
  services: ZoneServices<'office'>,
  callbacks: LetterCallbacks,
  materials: LetterMaterials,
): Repeating {
  return every('letters', 500, services.log, async () => {
    const waiting = await services.db
      .system<OfficeDb>('which cities have letters to make')
      .selectFrom('letter')
      .select('tenant_id')
      .distinct()
      .where('state', '=', 'ordered')
      .where('next_at', '<=', services.clock.now())
      .execute()
    let made = false
    for (const { tenant_id: cityId } of waiting) {
      const city = services.cities.find((each) => each.id === cityId)
      if (city !== undefined && (await makeNextLetter(services, city, callbacks, materials))) made = true
    }
    return { more: made }
  })
}
