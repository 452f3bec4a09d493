import { dayOf, timeOf } from '../../../civic/day.ts'
import type { RouteStop, SealKind } from '../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import type { Proposal, ProposalStep } from '../proposal.ts'

/** `11/27 10:42`: short, since the year is in the proposal's date. */
export function momentText(at: Date): string {
  const [, month, day] = dayOf(at).split('-')
  return `${Number(month)}/${Number(day)} ${timeOf(at).slice(0, 5)}`
}

/** The route as seals: who proposed, who acted, whose turn it is, who comes, who sees it afterwards. */
export function routeStops(proposal: Proposal, personId: string): readonly RouteStop[] {
  const drafted: RouteStop = {
    seal: 'drafted',
    who: `${proposal.proposerName} ${proposal.proposerPost}`,
    act: messages.acts.propose,
    time: momentText(proposal.proposedAt),
  }
  const steps = proposal.steps
    .filter((step) => step.state !== 'skipped')
    .map((step) => stopOf(proposal, step, personId))
  const reviews = proposal.postReviews.map(
    (review): RouteStop => ({
      seal: review.seenAt === null ? 'later' : 'approved',
      who: `${review.staffName} ${review.postName}`,
      act: review.seenAt === null ? messages.page.postReviewWaiting : messages.acts['post-review'],
      ...(review.seenAt === null ? {} : { time: momentText(review.seenAt) }),
    }),
  )
  return [drafted, ...steps, ...reviews]
}

function stopOf(proposal: Proposal, step: ProposalStep, personId: string): RouteStop {
  const act = proposal.acts.find((each) => each.step === step.step && each.act !== 'hold' && each.act !== 'resume')
  if (step.state === 'done' && act !== undefined) {
    const seal: SealKind = step.act === 'concur' ? 'consulted' : 'approved'
    const manner = act.substituteFor === null ? '' : messages.page.substitute(act.substituteFor)
    return {
      seal,
      who: `${act.sectionName} ${act.staffName} ${act.postName}${act.staffId === personId ? messages.page.you : ''}`,
      act: `${messages.acts[act.act]}${manner}`,
      time: momentText(act.at),
    }
  }
  const seal: SealKind = step.state === 'open' ? 'current' : 'waiting'
  const about = step.act === 'decide' ? messages.page.basis(proposal.basis) : messages.stepWords[step.act]
  return { seal, who: `${step.sectionName} ${step.postName}`, act: about }
}
