import type { PublicationState } from '../store/proposals.ts'

export type DecisionRefusal = 'not-there' | 'ended' | 'not-allowed' | 'own-work' | 'not-yours'

/**
 * Four eyes: whoever lets a text hold or sends it back has the permission, has not proposed it and has not written any of
 * its saves. Only the proposer takes a proposal back.
 */
export function refusalToDecide(situation: {
  readonly proposal: { readonly state: PublicationState; readonly proposedBy: string }
  readonly decision: 'approved' | 'sent-back' | 'recalled'
  readonly actorId: string
  readonly mayPublish: boolean
  readonly writers: readonly string[]
}): DecisionRefusal | undefined {
  const { proposal, decision, actorId, mayPublish, writers } = situation
  if (proposal.state !== 'proposed') return 'ended'
  if (decision === 'recalled') return proposal.proposedBy === actorId ? undefined : 'not-yours'
  if (!mayPublish) return 'not-allowed'
  return proposal.proposedBy === actorId || writers.includes(actorId) ? 'own-work' : undefined
}
