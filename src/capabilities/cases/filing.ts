import { dayOf, secondOf } from '../../civic/day.ts'
import { type Assurance, type Channel, channels, type FilerKind, type Filing } from '../procedures/index.ts'

/** How a case may have come. The last two were filed at another portal and taken over from there. */
export const caseChannels = [...channels, 'pittari', 'partner-csv'] as const
export type CaseChannel = (typeof caseChannels)[number]

/** Rules know whether somebody filed online; at which portal is nothing to them. */
function ruleChannel(channel: string): Channel {
  return channels.find((each) => each === channel) ?? 'online'
}

/** What rules may know about a case's filing. `today` is the day it is looked at; `filedOn` and `filedTime` when it arrived. */
export function filingOf(
  row: { readonly arrived_at: Date; readonly channel: string; readonly filer: string; readonly assurance: string },
  now: Date,
): Filing {
  return {
    today: dayOf(now),
    filedOn: dayOf(row.arrived_at),
    filedTime: secondOf(row.arrived_at),
    channel: ruleChannel(row.channel),
    filer: row.filer as FilerKind,
    assurance: row.assurance as Assurance,
  }
}
