import { dayOf, secondOf } from '../../civic/day.ts'
import type { Assurance, Channel, FilerKind, Filing } from '../procedures/index.ts'

/** Whether it came online, also through a partner system: then the applicant has a mailbox here. */
export const cameOnline = (channel: string): boolean => channel === 'online' || channel === 'api'

/** What rules may know about a case's filing. `today` is the day it is looked at; `filedOn` and `filedTime` when it arrived. */
export function filingOf(
  row: { readonly arrived_at: Date; readonly channel: string; readonly filer: string; readonly assurance: string },
  now: Date,
): Filing {
  return {
    today: dayOf(now),
    filedOn: dayOf(row.arrived_at),
    filedTime: secondOf(row.arrived_at),
    // A partner system files online for somebody: rules know the four ways of the law, not who pressed the button.
    channel: (row.channel === 'api' ? 'online' : row.channel) as Channel,
    filer: row.filer as FilerKind,
    assurance: row.assurance as Assurance,
  }
}
