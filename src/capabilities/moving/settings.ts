import { z } from 'zod'
import type { CityFacts } from '../procedures/index.ts'

/**
 * What a city decides of its notices of moving (`settings.moving`; dated values go before the city's file). Both are open
 * points (要確認): the rules of the city for keeping documents, and how long it waits for people who do not come.
 */
const shape = z.object({
  /** Days for which an ended notice is kept before it is erased. */
  keepDays: z.number().int().min(1).max(3650).default(365),
  /** Days after the last day (or the move) at which a notice that nobody came for ends by itself. */
  expireDays: z.number().int().min(14).max(730).default(60),
})
export type MovingSettings = z.infer<typeof shape>

export function movingSettings(facts: Pick<CityFacts, 'settings'>): MovingSettings {
  const read = shape.safeParse(facts.settings.moving ?? {})
  return read.success ? read.data : shape.parse({})
}
