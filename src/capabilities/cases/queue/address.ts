import { isDay } from '../../../civic/day.ts'
import { caseChannels } from '../filing.ts'
import { isUuid } from '../posting.tsx'
import type { PageKey } from './query.ts'
import { type QueueFilter, type QueueId, readQueueId, readState } from './queues.ts'

/** What stands in the address of a list: codes, days and ids only. */
export interface QueueAddress {
  readonly queue: QueueId
  readonly filter: QueueFilter
  /** Saved search. */
  readonly search?: string
  readonly after?: PageKey
}

/** Reads an address; what is not understood is left out rather than refused: a list is always shown. */
export function readAddress(get: (name: string) => string | undefined): QueueAddress {
  const procedureId = get('procedure')
  const channel = caseChannels.find((each) => each === get('channel'))
  const state = readState(get('state'))
  const from = get('from') ?? ''
  const to = get('to') ?? ''
  const search = get('s')
  const [sortOn = '', id] = (get('after') ?? '').split('_')
  return {
    queue: readQueueId(get('queue')),
    filter: {
      ...(procedureId && /^[a-z0-9-]{1,60}$/.test(procedureId) ? { procedureId } : {}),
      ...(channel ? { channel } : {}),
      ...(state ? { state } : {}),
      ...(isDay(from) ? { arrivedFrom: from } : {}),
      ...(isDay(to) ? { arrivedTo: to } : {}),
    },
    ...(isUuid(search) ? { search } : {}),
    ...(isDay(sortOn) && isUuid(id) ? { after: { sortOn, id } } : {}),
  }
}

export function writeAddress(address: QueueAddress, path = '/cases'): string {
  const { filter, after } = address
  const parts = new URLSearchParams()
  if (address.queue !== 'section') parts.set('queue', address.queue)
  if (filter.procedureId) parts.set('procedure', filter.procedureId)
  if (filter.channel) parts.set('channel', filter.channel)
  if (filter.state) parts.set('state', filter.state)
  if (filter.arrivedFrom) parts.set('from', filter.arrivedFrom)
  if (filter.arrivedTo) parts.set('to', filter.arrivedTo)
  if (address.search) parts.set('s', address.search)
  if (after) parts.set('after', `${after.sortOn}_${after.id}`)
  const text = parts.toString()
  return text === '' ? path : `${path}?${text}`
}
