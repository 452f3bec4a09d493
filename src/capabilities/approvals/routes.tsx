import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { transact } from '../../platform/database/transact.ts'
import { notFound, page, seeOther, type WebEnv } from '../../platform/http/index.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { SettingResult } from '../../platform/typesetter/typesetter.ts'
import {
  caseLook,
  csrfToken,
  currentStaff,
  mayDo,
  officeFrame,
  postedForm,
  type StaffSession,
} from '../identity/index.ts'
import { type ActOutcome, actOnProposal, reviewAfterwards } from './act-on-proposal.ts'
import type { ProposalCallbacks } from './callbacks.ts'
import { partIn, waitingFor } from './desk.ts'
import type { DeskElsewhere } from './elsewhere.ts'
import { messages } from './messages.ja.ts'
import type { Proposal } from './proposal.ts'
import { acts } from './rules/act.ts'
import { listOwn, listPostReviews } from './store/desk.ts'
import { findProposal } from './store/proposals.ts'
import type { ApprovalSubject } from './subjects.ts'
import { DeskPage } from './views/desk-page.tsx'
import { type ProposalAbout, ProposalPage } from './views/proposal-page.tsx'

const actForm = z.object({
  act: z.enum([...acts, 'post-review']),
  comment: z.string().max(2000),
  version: z.coerce.number().int().positive(),
  requestKey: z.uuid(),
})

/** What the routes of this capability share. */
export interface ApprovalRoutes {
  readonly services: ZoneServices<'office'>
  readonly callbacks: ProposalCallbacks
  readonly preview: LetterPreview
  /** Internal matters by their kind. */
  readonly subjects: Readonly<Record<string, ApprovalSubject>>
  /** What is decided on pages of another capability. */
  readonly elsewhere?: DeskElsewhere
}

/** Sets the letter that a proposal would bring, for those who decide. */
export type LetterPreview = (wanted: {
  readonly cityId: string
  readonly sectionId: string
  readonly decidedOn: string
  readonly draft: unknown
}) => Promise<SettingResult>

export function approvalRoutes(app: Hono<WebEnv>, routes: ApprovalRoutes): void {
  const { services, callbacks, preview } = routes
  app.get('/approvals', async (c) => {
    const staff = currentStaff(c)
    const db = cityDb(services, c)
    const person = { cityId: staff.cityId, staffId: staff.staffId, onDay: dayOf(c.get('now')) }
    const [waiting, own, reviews, elsewhere] = [
      await waitingFor(services, db, person),
      await listOwn(db, services.keys, staff.cityId, staff.staffId),
      await listPostReviews(db, services.keys, staff.cityId, staff.staffId),
      (await routes.elsewhere?.(staff, person.onDay)) ?? { waiting: [], own: [] },
    ]
    const done = c.req.query('done')
    return page(
      c,
      <DeskPage
        frame={officeFrame(c)}
        waiting={waiting}
        today={person.onDay}
        own={own}
        reviews={reviews}
        elsewhere={elsewhere}
        csrf={csrfToken(c)}
        mayEditMatters={mayDo(staff, 'organisation.edit')}
        {...(done !== undefined && done in messages.acts
          ? { notice: messages.page.done(messages.acts[done as keyof typeof messages.acts]) }
          : {})}
        {...(c.req.query('none') === undefined ? {} : { problem: messages.desk.bulkNone })}
      />,
    )
  })

  app.get('/approvals/:id', async (c) => proposalPage(c, routes, await readableProposal(c, routes), {}))

  app.get('/approvals/:id/letter.pdf', async (c) => {
    const proposal = await readableProposal(c, routes, 'letter')
    if (proposal.body.letterPreview === undefined) throw notFound()
    const set = await preview({
      cityId: c.get('city').id,
      sectionId: proposal.sectionId,
      decidedOn: dayOf(c.get('now')),
      draft: proposal.body.letterPreview,
    })
    if (!set.ok) {
      const why =
        set.refusal === 'missing-glyphs' ? messages.page.letterGlyphs(set.characters) : messages.page.letterBroken
      return proposalPage(c, routes, proposal, { problem: why })
    }
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', 'inline; filename="letter.pdf"')
    c.header('cache-control', 'no-store')
    return c.body(new Uint8Array(set.pdf))
  })

  app.post('/approvals/:id/acts', async (c) => {
    const staff = currentStaff(c)
    const form = await postedForm(c)
    const proposal = await readableProposal(c, routes)
    const posted = actForm.safeParse({
      act: form.text('act'),
      comment: form.text('comment'),
      version: form.text('version'),
      requestKey: form.text('requestKey'),
    })
    if (!posted.success)
      return proposalPage(c, routes, proposal, {
        problem: messages.actRefusals['wrong-act'],
        comment: form.text('comment'),
      })
    const { act, comment, version, requestKey } = posted.data
    const common = { cityId: staff.cityId, proposalId: proposal.id, comment, requestKey, at: c.get('now') }
    const outcome: ActOutcome = await transact(cityDb(services, c), async (trx) => {
      if (act !== 'post-review')
        return actOnProposal(services, trx, callbacks, { ...common, act, version, actorId: staff.staffId })
      const seen = await reviewAfterwards(services, trx, callbacks, { ...common, staffId: staff.staffId })
      return seen ? { ok: true, state: proposal.state, repeated: false } : { ok: false, refusal: 'not-your-turn' }
    })
    if (outcome.ok) {
      services.relay.nudge()
      return seeOther(c, `/approvals?done=${act}`)
    }
    if (outcome.refusal === 'not-found') throw notFound()
    return proposalPage(c, routes, await readableProposal(c, routes), {
      problem: messages.actRefusals[outcome.refusal],
      comment,
    })
  })
}

/**
 * The proposal of the path, if this person may read it: they may see what it is about, or stand on its route. Else 404: a protected
 * address (支援措置) stands in the proposal as it stands in the case. The look at one of a case is logged with those at the case.
 */
async function readableProposal(
  c: Context<WebEnv>,
  { services, subjects }: ApprovalRoutes,
  purpose: 'case' | 'letter' = 'case',
): Promise<Proposal> {
  const id = z.uuid().safeParse(c.req.param('id'))
  const staff = currentStaff(c)
  const db = cityDb(services, c)
  const proposal = id.success ? await findProposal(db, services.keys, staff.cityId, id.data) : null
  if (proposal === null) throw notFound()
  const takesPart = async (): Promise<boolean> =>
    (await partIn(db, proposal, { staffId: staff.staffId, onDay: dayOf(c.get('now')) })).takesPart
  if (proposal.subject !== 'case') {
    if (subjects[proposal.subject]?.mayRead(staff) === true || (await takesPart())) return proposal
    throw notFound()
  }
  const seen = await caseLook(services)(staff, {
    caseIds: [proposal.subjectId],
    purpose,
    at: c.get('now'),
    requestId: c.get('requestId'),
    otherwise: takesPart,
  })
  if (!seen.has(proposal.subjectId)) throw notFound()
  return proposal
}

async function proposalPage(
  c: Context<WebEnv>,
  { services, subjects }: ApprovalRoutes,
  proposal: Proposal,
  shown: { readonly problem?: string; readonly comment?: string },
): Promise<Response> {
  const staff = currentStaff(c)
  const { acts: possible, deputyFor } = await partIn(cityDb(services, c), proposal, {
    staffId: staff.staffId,
    onDay: dayOf(c.get('now')),
  })
  return page(
    c,
    <ProposalPage
      frame={officeFrame(c)}
      proposal={proposal}
      personId={staff.staffId}
      acts={possible}
      deputyFor={deputyFor}
      mayReviewAfterwards={proposal.postReviews.some(
        (review) => review.staffId === staff.staffId && review.seenAt === null,
      )}
      csrf={csrfToken(c)}
      requestKey={randomUUID()}
      now={c.get('now')}
      about={aboutOf(subjects, proposal, staff)}
      {...(proposal.body.letterPreview === undefined ? {} : { letterHref: `/approvals/${proposal.id}/letter.pdf` })}
      {...(shown.problem === undefined ? {} : { problem: shown.problem, typedComment: shown.comment ?? '' })}
    />,
    shown.problem === undefined ? {} : { status: 422 },
  )
}

/** How the page speaks of what is decided on, and the way there for whoever may open it. */
function aboutOf(
  subjects: ApprovalRoutes['subjects'],
  { subject, subjectId }: Proposal,
  staff: StaffSession,
): ProposalAbout {
  if (subject === 'case')
    return {
      judged: messages.page.judged,
      access: messages.page.closed,
      link: { href: `/cases/${subjectId}`, label: messages.page.openCase },
    }
  const known = subjects[subject]
  if (known === undefined) return { judged: messages.page.judged, access: '' }
  return { ...known.words, ...(known.mayRead(staff) ? { link: known.link(subjectId) } : {}) }
}

export function cityDb(services: ZoneServices<'office'>, c: Context<WebEnv>): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(c.get('city').id)
}
