import { dayOf, secondOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import type {
  Answers,
  Assurance,
  CalendarDay,
  CityFacts,
  CompiledProcedure,
  Deadline,
  FilerKind,
  Filing,
} from '../../procedures/index.ts'
import type { Draft } from '../drafts/draft.ts'
import { onlineFiling } from '../shared/catalogue.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { type Review, reviewDraft } from '../submission/review.ts'
import { type TextToSign, textToSign } from '../submission/text-to-sign.ts'

/** Answers as a program sends them: whole, with who files and how that person was identified. */
export interface ProgramAnswers {
  readonly procedure: CompiledProcedure
  readonly filer: FilerKind
  readonly assurance: Assurance
  readonly answers: Answers
  readonly locale: Locale
}

/** Everything that the check page would say of these answers, and what it goes by. Nothing is kept. */
export interface Examination {
  readonly draft: Draft
  readonly procedure: CompiledProcedure
  readonly city: City
  readonly today: string
  readonly filing: Filing
  readonly facts: CityFacts
  readonly review: Review
  readonly conditions: Readonly<Record<string, boolean>>
  readonly deadline: Deadline | undefined
  readonly calendar: readonly CalendarDay[]
  readonly acceptance: ReturnType<CompiledProcedure['acceptance']>
  /** The exact text of an applicant's signature, where the procedure takes one. */
  readonly toSign: TextToSign | undefined
}

/** Examines answers with the very steps of the pages: the same facts, filing, rules, fee and places. */
export async function examineAnswers(
  portal: Portal,
  city: City,
  given: ProgramAnswers,
  now: Date,
): Promise<Examination> {
  const { procedure, filer, assurance, answers } = given
  const today = dayOf(now)
  const whole = await portal.catalogue.facts(city.id, today)
  const facts = await portal.places.facts(cityDb(portal, city.id), city.id, procedure, whole, now)
  const filing = onlineFiling(today, filer, assurance, procedure.readsTime ? secondOf(now) : undefined)
  const draft = unsavedDraft(given, now)
  const reviewed = reviewDraft({ draft, procedure, filing, facts })
  const review = {
    ...reviewed,
    signature: procedure.definition.assurance.signature === 'optional' ? ('offered' as const) : reviewed.signature,
  }
  const examined = { draft, procedure, city, today, filing, facts, review }
  return {
    ...examined,
    conditions: procedure.evaluate(answers, filing, facts).conditions,
    deadline: procedure.deadline(answers, filing, facts),
    calendar: procedure.calendar(answers, filing, facts),
    acceptance: procedure.acceptance(today, facts),
    toSign:
      review.signature === 'none' && !procedure.definition.assurance.accepted.includes('jpki-sign')
        ? undefined
        : textToSign(examined, review),
  }
}

/** The answers in the form in which the portal works with them; no row stands behind it. */
function unsavedDraft({ procedure, filer, assurance, answers, locale }: ProgramAnswers, now: Date): Draft {
  return {
    id: '00000000-0000-0000-0000-000000000000',
    procedureId: procedure.definition.id,
    versionHash: procedure.hash,
    assurance,
    resumeNumber: '',
    version: 1,
    body: { answers, typed: {}, sources: {}, pages: {}, filer, locale, secret: '' },
    createdAt: now,
    savedAt: now,
    expiresAt: now,
  }
}
