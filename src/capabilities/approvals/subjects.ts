import type { StaffSession } from '../identity/index.ts'
import type { ProposalActed, ProposalCallbacks, ProposalDecidedEnd, ProposalReturnedEnd } from './callbacks.ts'

/** What proposals of internal matters (内部事務) are about: a thing of another capability, where no case is. */
export interface ApprovalSubject {
  /** Told in the transaction of the act, for its own proposals only. */
  readonly callbacks: ProposalCallbacks
  /** Who may read its proposals and open it, besides those on their route. */
  readonly mayRead: (staff: StaffSession) => boolean
  readonly link: (subjectId: string) => { readonly href: string; readonly label: string }
  readonly words: {
    /** Heading of what was checked before. */
    readonly judged: string
    /** Who may read the text once it is decided: 公開, 非公開 and why. */
    readonly access: string
  }
}

type OfCase<T extends ProposalActed> = Omit<T, 'subject' | 'subjectId'> & { readonly caseId: string }
type Told = Parameters<ProposalCallbacks['onActed']>[0]

/** The callbacks of the capability of cases, which calls what a proposal is about a case. */
export interface CaseCallbacks {
  onActed(trx: Told, event: OfCase<ProposalActed>): Promise<void>
  onDecided(trx: Told, event: OfCase<ProposalDecidedEnd>): Promise<void>
  onSentBack(trx: Told, event: OfCase<ProposalReturnedEnd>): Promise<void>
  onRecalled(trx: Told, event: OfCase<ProposalReturnedEnd>): Promise<void>
}

/** Tells every act to the one whose subject the proposal is about. Throws for a subject that nobody answers for: the act is undone. */
export function callbacksBySubject(
  cases: CaseCallbacks,
  others: Readonly<Record<string, Pick<ApprovalSubject, 'callbacks'>>>,
): ProposalCallbacks {
  const ofCases: ProposalCallbacks = {
    onActed: (trx, event) => cases.onActed(trx, ofCase(event)),
    onDecided: (trx, event) => cases.onDecided(trx, ofCase(event)),
    onSentBack: (trx, event) => cases.onSentBack(trx, ofCase(event)),
    onRecalled: (trx, event) => cases.onRecalled(trx, ofCase(event)),
  }
  const of = ({ subject }: ProposalActed): ProposalCallbacks => {
    const found = subject === 'case' ? ofCases : others[subject]?.callbacks
    if (found === undefined) throw new Error(`Nobody answers for proposals about ${subject}.`)
    return found
  }
  return {
    onActed: async (trx, event) => of(event).onActed(trx, event),
    onDecided: async (trx, event) => of(event).onDecided(trx, event),
    onSentBack: async (trx, event) => of(event).onSentBack(trx, event),
    onRecalled: async (trx, event) => of(event).onRecalled(trx, event),
  }
}

function ofCase<T extends ProposalActed>({ subject: _, subjectId, ...event }: T): OfCase<T> {
  return { ...event, caseId: subjectId } as unknown as OfCase<T>
}
