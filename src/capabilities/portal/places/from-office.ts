import { sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type CapacityMessage, capacityChange, drawPublication, type PlaceStanding } from '../../exchange/index.ts'
import { catalogueOf } from '../../procedures/index.ts'
import { offerPlaces, report } from './offers.ts'
import { changePlace, openAllSeats, setTurn, takeForOffice } from './place-store.ts'

/** What a change of the office makes of a place, and from where: one who has withdrawn cannot win. */
const changes: Readonly<
  Record<Exclude<CapacityMessage['change'], 'take'>, { to: PlaceStanding; from: readonly PlaceStanding[] }>
> = {
  release: { to: 'released', from: ['reserved', 'waiting', 'lottery', 'won', 'offered'] },
  promote: { to: 'reserved', from: ['waiting', 'offered'] },
  decline: { to: 'declined', from: ['offered'] },
  // A repeated draw takes back what the line has given since the one before.
  won: { to: 'won', from: ['lottery', 'lost', 'waiting', 'offered', 'reserved'] },
  lost: { to: 'lost', from: ['lottery', 'won', 'waiting', 'offered', 'reserved'] },
  wait: { to: 'waiting', from: ['lottery', 'won', 'lost', 'offered', 'reserved'] },
}

/** Takes in what the office says of places and draws. Every handler is safe to run twice. */
export function receivePlaces(services: ZoneServices): void {
  services.relay.on('capacity', async (untyped, { header, payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    await takeChange(services, trx, header.cityId, capacityChange.parse(payload))
  })
  services.relay.on('draw', async (untyped, { payload }) => {
    const trx = untyped as unknown as Transaction<InternetDb>
    const { draw } = drawPublication.parse(payload)
    const body = JSON.stringify(draw)
    const published_at = services.clock.now()
    await trx
      .insertInto('published_draw')
      .values({ id: draw.id, register: draw.register, entry: draw.entry, body, published_at })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'id'])
          .doUpdateSet({ body, published_at })
          // Messages may come out of their order: what is drawn is never again only frozen.
          .where(sql<boolean>`stage_of_draw(published_draw.body) <= stage_of_draw(excluded.body)`),
      )
      .execute()
  })
}

async function takeChange(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  message: CapacityMessage,
): Promise<void> {
  const { register, entry, receiptNumber, change } = message
  const now = services.clock.now()
  const place = { register, entry, receiptNumber }
  if (change === 'take') {
    const standing = await takeForOffice(trx, message, now)
    // Counted, refused or put in the line: the office's screen says so; nobody online loses a place for it.
    if (standing === 'full') services.log.warn('portal.no-place-for-paper', { city: cityId, register, entry })
    return report(services, trx, cityId, place, now)
  }
  const { to, from } = changes[change]
  if (to === 'won' && message.seats !== undefined) await openAllSeats(trx, register, entry, message.seats)
  if (change === 'wait' && message.at !== undefined) await setTurn(trx, place, new Date(message.at))
  const changed = await changePlace(trx, place, to, from)
  if (message.drawId !== undefined && message.drawEntry !== undefined)
    await trx
      .updateTable('place')
      .set({ draw_id: message.drawId, draw_entry: message.drawEntry })
      .where('register', '=', register)
      .where('entry', '=', entry)
      .where('receipt_number', '=', receiptNumber)
      .execute()
  // Also when nothing changed: the office hears how it stands, whatever it believed.
  if (changed || change === 'promote') await report(services, trx, cityId, place, now)
  // With the last result of a draw, too: only then the line is whole.
  if (message.drawId !== undefined || (changed && (to === 'released' || to === 'declined')))
    await offerPlaces(services, catalogueOf(services), trx, cityId, register, entry, now)
}
