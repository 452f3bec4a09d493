import type { Kysely, Transaction } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { requireStaff } from '../identity/index.ts'
import { bulkRoutes } from './bulk-routes.tsx'
import { closeProposal } from './close-proposal.ts'
import type { DeskElsewhere } from './elsewhere.ts'
import { type FoundRoute, routeFor, type WantedRoute } from './find-route.ts'
import { mattersRoutes } from './matters-routes.tsx'
import { messages } from './messages.ja.ts'
import { rankNames } from './rank-names.ja.ts'
import { approvalRoutes, type LetterPreview } from './routes.tsx'
import type { PlannedStep } from './rules/route.ts'
import { type ApprovalMatterSeeds, seedApprovalMatters } from './seeds.ts'
import {
  type InternalProposalRequest,
  mayPropose,
  type ProposalCheck,
  type ProposalRequest,
  refuse,
  type StartResult,
  startInternalProposal,
  startProposal,
} from './start-proposal.ts'
import { listMatters } from './store/matters.ts'
import { findSectionByCode } from './store/people.ts'
import { type ApprovalSubject, type CaseCallbacks, callbacksBySubject } from './subjects.ts'

export type { ProposalActed, ProposalCallbacks, ProposalDecidedEnd, ProposalReturnedEnd } from './callbacks.ts'
export { type DeskElsewhere, type ElsewhereLine, joinedOnDesk } from './elsewhere.ts'
export { type ApprovalMatterSeeds, approvalMatterSeeds, seedApprovalMatters } from './seeds.ts'
export type { InternalProposalRequest, ProposalRequest, StartResult } from './start-proposal.ts'
export type { ApprovalSubject } from './subjects.ts'

/** 決裁 as those who ask for a decision see it. Amounts are integer yen. */
export interface Approvals {
  startProposal(
    services: ZoneServices<'office'>,
    trx: Transaction<OfficeDb>,
    request: ProposalRequest,
  ): Promise<StartResult>
  /** Puts a proposal about an internal matter on its route; the capability of its subject is told how it ends. */
  startInternalProposal(
    services: ZoneServices<'office'>,
    trx: Transaction<OfficeDb>,
    request: InternalProposalRequest,
  ): Promise<StartResult>
  /** Where a proposal would go; without a row of the table for its matter it goes nowhere (`unknown-matter`). */
  plannedRoute(
    db: Kysely<OfficeDb>,
    wanted: WantedRoute,
  ): Promise<{ readonly ok: true; readonly stops: readonly RouteWords[] } | Extract<StartResult, { ok: false }>>
  /** Id of the section with this code today; null when there is none. */
  sectionByCode(db: Kysely<OfficeDb>, code: string, onDay: string): Promise<string | null>
  /** Whether `startProposal` would take it, asked before anything is written. */
  mayPropose(
    db: Kysely<OfficeDb>,
    wanted: Pick<ProposalRequest, 'caseId' | 'matter' | 'amount' | 'sectionId' | 'proposerId' | 'at'>,
  ): Promise<ProposalCheck>
  /** Ends a proposal whose matter has ended otherwise (取下げ). Nothing when it has ended already. */
  closeProposal(
    services: ZoneServices<'office'>,
    trx: Transaction<OfficeDb>,
    input: { readonly cityId: string; readonly proposalId: string; readonly reason: string; readonly at: Date },
  ): Promise<void>
  /** Matters of the 決裁区分 table that hold at a moment, each once. */
  matters(db: Kysely<OfficeDb>, at: Date): Promise<readonly { readonly matter: string; readonly label: string }[]>
  /** The route in words for the decision panel: who, which post, which act. Empty when there is none. */
  describeRoute(
    services: ZoneServices<'office'>,
    wanted: {
      readonly cityId: string
      readonly sectionId: string
      readonly matter: string
      readonly amount?: number
      readonly proposerId: string
      readonly at: Date
    },
  ): Promise<readonly RouteWords[]>
}

/** One stop of a route in words: which section, which post, which act. */
export interface RouteWords {
  readonly name: string
  readonly post: string
  readonly act: string
}

export const approvals: Approvals = {
  startProposal,
  startInternalProposal,
  sectionByCode: findSectionByCode,
  plannedRoute: async (db, wanted) => {
    const route = await routeFor(db, wanted)
    return route.ok ? { ok: true, stops: inWords(route) } : refuse(route.refusal)
  },
  mayPropose,
  closeProposal,
  matters: async (db, at) => {
    const today = dayOf(at)
    const rows = await listMatters(db)
    const held = rows.filter(({ beginsOn, endsOn }) => beginsOn <= today && (endsOn === null || endsOn >= today))
    return [...new Map(held.map(({ matter, label }) => [matter, { matter, label }])).values()]
  },
  describeRoute: async (services, wanted) => {
    const route = await routeFor(services.db.city<OfficeDb>(wanted.cityId), wanted)
    return route.ok ? inWords(route) : []
  },
}

function inWords({ steps }: Extract<FoundRoute, { ok: true }>): readonly RouteWords[] {
  return steps.map((step: PlannedStep) => ({
    name: step.sectionName,
    post: step.postName || (rankNames[step.rank] ?? ''),
    act: messages.stepWords[step.act],
  }))
}

/**
 * 決裁: proposals on their route to a decision. `callbacks` are those of cases, `subjects` those of internal matters by their kind; they
 * run in the transaction of the act. Given as functions, since the other capabilities are composed after this one.
 * `matters`: the 決裁区分 rows that a city starts from. `preview`: sets the letter of a proposal. `elsewhere`: what is decided on pages of
 * another capability and belongs on the same desk.
 */
export function approvalsCapability(
  callbacks: (services: ZoneServices<'office'>) => CaseCallbacks,
  options: {
    readonly matters: (cityId: string) => ApprovalMatterSeeds
    readonly preview: (services: ZoneServices<'office'>) => LetterPreview
    readonly subjects?: (services: ZoneServices<'office'>) => Readonly<Record<string, ApprovalSubject>>
    readonly elsewhere?: (services: ZoneServices<'office'>) => DeskElsewhere
  },
): Capability {
  return defineCapability({
    name: 'approvals',
    japanese: messages.area,
    parts: {
      office: {
        tables: ['approval_matter', 'proposal', 'approval_step', 'approval_act', 'post_review'],
        navigation: [{ path: '/approvals', label: messages.area, order: 20 }],
        start: async (services) => {
          for (const city of services.cities)
            await seedApprovalMatters(services as ZoneServices<'office'>, city.id, options.matters(city.id))
        },
        routes: (app, services, surface) => {
          if (surface !== 'office') return
          const office = services as ZoneServices<'office'>
          const subjects = options.subjects?.(office) ?? {}
          const routes = {
            services: office,
            callbacks: callbacksBySubject(callbacks(office), subjects),
            preview: options.preview(office),
            subjects,
            ...(options.elsewhere === undefined ? {} : { elsewhere: options.elsewhere(office) }),
          }
          app.use('/approvals', requireStaff(office))
          app.use('/approvals/*', requireStaff(office))
          // Fixed paths before the one with an id.
          bulkRoutes(app, routes)
          mattersRoutes(app, routes)
          approvalRoutes(app, routes)
        },
      },
    },
  })
}
