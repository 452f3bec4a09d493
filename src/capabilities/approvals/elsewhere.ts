import type { StaffSession } from '../identity/index.ts'

/** Something that waits for a decision on a page of another capability, with rules of its own about who decides. */
export interface ElsewhereLine {
  readonly href: string
  readonly title: string
  /** What kind of decision it is, as the desk calls its 決裁区分. */
  readonly matter: string
  /** Who asks for it, with the section or post. */
  readonly proposer: string
  readonly proposedAt: Date
  /** `YYYY-MM-DD`: the day from which it is to hold. */
  readonly dueOn: string
  /** What this person is to do there; of their own, what it waits for. */
  readonly act: string
}

/** What of another capability belongs on one person's desk: what waits for them, and what they sent round themselves. */
export type DeskElsewhere = (
  staff: StaffSession,
  today: string,
) => Promise<{ readonly waiting: readonly ElsewhereLine[]; readonly own: readonly ElsewhereLine[] }>

/** The same desk with the things of several capabilities, in their order. */
export function joinedOnDesk(...desks: readonly DeskElsewhere[]): DeskElsewhere {
  return async (staff, today) => {
    const all = await Promise.all(desks.map((desk) => desk(staff, today)))
    return { waiting: all.flatMap(({ waiting }) => waiting), own: all.flatMap(({ own }) => own) }
  }
}
