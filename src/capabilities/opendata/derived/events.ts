import { dayOf } from '../../../civic/day.ts'
import { nameKey } from '../../../civic/name-key.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { listRegisters, type StoredRegister } from '../../procedures/index.ts'
import type { Row } from '../table/check-row.ts'
import { facilityPlaces } from './facilities.ts'
import { messages } from './messages.ja.ts'
import { headOf, portalAddress, type RowSource } from './source.ts'

const register = 'events'
/** The procedure by which people sign up for an entry of the register. */
const procedureId = 'event-registration'

/** イベント一覧: one row for each session of the register of events, by its day; where it is comes from the register of facilities. */
export const eventRows: RowSource = async (deriving) => {
  const { services, city, publisher, now, tell } = deriving
  const registers = await listRegisters(services.db.city<OfficeDb>(city.id))
  const events = registers.find(({ id }) => id === register)
  if (events === undefined) return undefined
  const places = await facilityPlaces(deriving)
  // A venue that is no facility of the city has a name and nothing more.
  const address = `${publisher.prefecture}${publisher.municipality}`
  const signUp = portalAddress(deriving, `/procedures/${procedureId}`)
  const today = dayOf(now)
  const made = events.entries
    .flatMap((entry): Row[] => {
      const row = rowOf(events, entry)
      return row === undefined
        ? []
        : [
            {
              ...headOf(deriving, entry.id),
              organiser: city.name,
              url: signUp,
              ...row,
              ...(places?.get(nameKey(row.place ?? '')) ?? { address }),
            },
          ]
    })
    .sort((a, b) => (`${a.starts_on} ${a.id}` < `${b.starts_on} ${b.id}` ? -1 : 1))
  // Told only where it still can be acted on, and where there is a register that the name could stand in.
  for (const { id = '', name = '', place = '', ends_on = '' } of places === undefined ? [] : made)
    if (place !== '' && ends_on >= today && !places?.has(nameKey(place)))
      tell?.({ key: id, name, code: 'venue-unknown', level: 'warning', column: messages.venue, detail: place })
  return made
}

/** A session without a day is none yet. */
function rowOf(
  events: StoredRegister,
  { label, capacity, facts, to }: StoredRegister['entries'][number],
): Row | undefined {
  const text = (name: string): string => String(facts[name] ?? '')
  const day = text('day')
  if (day === '') return undefined
  const said = (name: string): string => {
    const choices = (events.facts[name] as { readonly choices?: Readonly<Record<string, string>> } | undefined)?.choices
    return choices?.[text(name)] ?? text(name)
  }
  const [opens = '', closes = ''] = text('time').split(/[〜～~-]/)
  const fee = facts.fee
  return {
    name: label.ja.split(/[\u3000]/)[0] ?? label.ja,
    starts_on: day,
    ends_on: day,
    opens_at: clock(opens),
    closes_at: clock(closes),
    description: messages.description({
      target: said('target'),
      method: said('method'),
      minAge: text('minAge'),
      maxAge: text('maxAge'),
      bring: text('bring'),
      childcare: facts.childcare === true,
    }),
    ...(typeof fee === 'number' ? { fee_kind: fee === 0 ? messages.free : messages.paid, fee: String(fee) } : {}),
    place: text('venue'),
    ...(capacity === undefined ? {} : { capacity: String(capacity) }),
    apply_until: text('applyUntil') || (to ?? ''),
    how_to_apply: messages.howToApply,
  }
}

/** `9:30` as the standard writes it. */
const clock = (text: string): string => (/^\d:\d\d$/.test(text.trim()) ? `0${text.trim()}` : text.trim())
