import { toHalfWidth } from '../../../civic/digits.ts'
import type { CasePost } from '../posting.tsx'
import {
  type CancellationTerms,
  cancellationKinds,
  exemptions,
  type HearingNotice,
  type HearingResult,
  hearingWays,
} from '../rules/cancellation.ts'
import { readDayText } from '../typed.ts'

type Typed = Pick<CasePost, 'text'>

/** What was posted, as the rules read it; a word that is none of the choices counts as not chosen. */
export function readTerms(post: Typed): CancellationTerms {
  return {
    kind: oneOf(cancellationKinds, post.text('kind')),
    effectiveOn: readDayText(post.text('effectiveOn')),
    grounds: post.text('grounds'),
    basis: post.text('basis'),
    adverse: oneOf(['yes', 'no'] as const, post.text('adverse')),
    notAdverseBecause: post.text('notAdverseBecause'),
    law: oneOf(['act', 'ordinance'] as const, post.text('law')),
    way: oneOf(hearingWays, post.text('way')),
    exemption: oneOf(exemptions, post.text('exemption')),
    exemptBecause: post.text('exemptBecause'),
    authority: post.text('authority'),
    delivery: oneOf(['portal', 'post', 'counter'] as const, post.text('delivery')),
  }
}

export function readNotice(post: Typed): HearingNotice {
  return {
    by: oneOf(['letter', 'elsewhere'] as const, post.text('by')),
    sentOn: readDayText(post.text('sentOn')),
    answerOn: readDayText(post.text('answerOn')),
    time: readTime(post.text('time')),
    place: post.text('place'),
    office: post.text('office'),
  }
}

export function readResult(post: Typed): HearingResult {
  return {
    heard: oneOf(['yes', 'no'] as const, post.text('heard')),
    heardOn: readDayText(post.text('heardOn')),
    report: post.text('report'),
  }
}

/** 「１０：００」「9:30」 as `HH:MM`; what is no time comes back as typed. */
function readTime(text: string): string {
  const plain = toHalfWidth(text).trim()
  const [, hours, minutes] = /^(\d{1,2})[:：時](\d{2})分?$/.exec(plain) ?? []
  return hours === undefined || minutes === undefined ? plain : `${hours.padStart(2, '0')}:${minutes}`
}

function oneOf<T extends string>(words: readonly T[], text: string): T | '' {
  return words.find((word) => word === text) ?? ''
}
