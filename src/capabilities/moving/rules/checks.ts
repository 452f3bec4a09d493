import { type Day, dayOf } from '../../../civic/day.ts'
import type { Notice } from '../format/notice.ts'
import { lastCardDay, outOnlineWindow } from './deadlines.ts'

/** What is looked at before people come: passed, failed, or a person has to look. */
export interface MovingCheck {
  readonly id: 'match' | 'signature' | 'holder' | 'window' | 'address' | 'whole' | 'card' | 'visit'
  readonly outcome: 'pass' | 'fail' | 'person'
}

export interface CheckFacts {
  readonly match: 'open' | 'none' | 'automatic' | 'picked'
  readonly visitDay?: Day | undefined
  readonly lastOn?: Day | undefined
  /** Whether an address lies in a known 町字 of the city; undefined: the city has no list. */
  readonly isTown: (line: string) => boolean | undefined
}

/** The checks that apply to a notice, in their order. */
export function movingChecks(notice: Notice, facts: CheckFacts): readonly MovingCheck[] {
  const found: MovingCheck[] = [{ id: 'match', outcome: facts.match === 'open' ? 'person' : 'pass' }]
  const { signature } = notice
  if (notice.kind === 'move-out')
    found.push({
      id: 'signature',
      outcome: signature === undefined ? 'person' : signature.result === 'valid' ? 'pass' : 'fail',
    })
  const holder = signature?.holder
  if (holder !== undefined) {
    const named = notice.people.some(
      ({ name, bornOn }) => plain(name) === plain(holder.name) && bornOn === holder.bornOn,
    )
    found.push({ id: 'holder', outcome: named ? 'pass' : 'fail' })
  }
  if (notice.kind === 'move-out')
    found.push({
      id: 'window',
      outcome: outOnlineWindow(notice.movedOn, dayOf(new Date(notice.filedAt))) === 'within' ? 'pass' : 'fail',
    })
  const own = notice.kind === 'move-out' ? notice.from : notice.to
  const town = own === undefined ? undefined : facts.isTown(own.line)
  found.push({ id: 'address', outcome: town === true ? 'pass' : 'person' })
  if (notice.part !== undefined || notice.kind !== 'move-in')
    found.push({ id: 'whole', outcome: notice.part === 'all' ? 'pass' : 'person' })
  if (
    notice.kind === 'move-in' &&
    notice.plannedOutOn !== undefined &&
    notice.people.some(({ card }) => card !== false)
  ) {
    const last = lastCardDay(notice.movedOn, notice.plannedOutOn)
    found.push({
      id: 'card',
      outcome: facts.visitDay === undefined ? 'person' : facts.visitDay <= last ? 'pass' : 'fail',
    })
  }
  if (notice.kind !== 'move-out') {
    const late = facts.visitDay !== undefined && facts.lastOn !== undefined && facts.visitDay > facts.lastOn
    found.push({ id: 'visit', outcome: facts.visitDay === undefined ? 'person' : late ? 'fail' : 'pass' })
  }
  return found
}

const plain = (name: string): string => name.replace(/[\s　]/g, '')
