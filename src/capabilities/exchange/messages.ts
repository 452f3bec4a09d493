import { z } from 'zod'
import { caseStates } from '../../civic/case-state.ts'
import { apiClient, apiDelivery, apiRetry } from './api-messages.ts'
import { datasetDelivery, datasetDeliveryNews } from './dataset-messages.ts'
import { amendment, cancellation, decision, hearing, hearingEnd } from './decision-messages.ts'
import { draftCounts } from './draft-messages.ts'
import { fileReference } from './file-reference.ts'

/**
 * What the zones say to each other about an application. Portal and cases share these shapes and nothing else.
 * Inward messages are sealed to the office zone, outward ones to the internet zone.
 */

const signatureEvidence = z.object({
  /** The exact bytes shown and signed, base64 of UTF-8. */
  signedBytes: z.string(),
  signature: z.string(),
  /** X.509, DER, base64. */
  certificate: z.string(),
  algorithm: z.string(),
  result: z.enum(['valid', 'invalid', 'expired', 'revoked', 'unknown']),
  checkedAt: z.string(),
})
export type SignatureEvidence = z.infer<typeof signatureEvidence>

/** Answers travel as the JSON that `language/answers.ts` describes; the receiver checks them against the definition. */
const answers = z.record(z.string(), z.unknown())

const applicantContact = z.object({
  name: z.string(),
  nameKana: z.string().optional(),
  email: z.string().optional(),
  /** Keyed hash of the account, so that a person's cases can be found without knowing the account. */
  accountToken: z.string().optional(),
  locale: z.enum(['ja', 'easy', 'en']),
})

export const submission = z.object({
  kind: z.literal('submission'),
  applicationId: z.string(),
  receiptNumber: z.string(),
  procedureId: z.string(),
  versionHash: z.string(),
  sentAt: z.string(),
  arrivedAt: z.string(),
  /** `api`: online, sent by the program of `client`. */
  channel: z.enum(['online', 'api', 'counter', 'post', 'agent']),
  client: z.object({ id: z.string(), name: z.string() }).optional(),
  filer: z.string(),
  assurance: z.string(),
  answers,
  /** Where an answer came from when it was not typed: path → `card`, `account`, `register`, `photo`. */
  sources: z.record(z.string(), z.string()),
  /** Warnings that the person was shown and went on with. */
  warnings: z.array(z.string()),
  fee: z.object({
    total: z.number().int(),
    lines: z.array(
      z.object({ id: z.string(), label: z.string(), amount: z.number().int(), quantity: z.number().int() }),
    ),
  }),
  capacity: z
    .object({
      register: z.string(),
      entry: z.string(),
      quantity: z.number().int(),
      standing: z.enum(['reserved', 'waiting', 'lottery']),
    })
    .optional(),
  delivery: z.string(),
  contact: applicantContact,
  files: z.array(fileReference),
  signature: signatureEvidence.optional(),
  /** Receipt numbers of the applications that the same person filed in the same act. */
  together: z.array(z.string()).optional(),
})
export type SubmissionMessage = z.infer<typeof submission>

export const correctionAnswer = z.object({
  kind: z.literal('correction-answer'),
  receiptNumber: z.string(),
  correctionId: z.string(),
  answeredAt: z.string(),
  /** Whole answers after the correction; only the requested paths may differ. */
  answers,
  changedPaths: z.array(z.string()),
  comment: z.string(),
  files: z.array(fileReference),
})
export type CorrectionAnswerMessage = z.infer<typeof correctionAnswer>

export const withdrawal = z.object({
  kind: z.literal('withdrawal'),
  receiptNumber: z.string(),
  withdrawnAt: z.string(),
  reason: z.string(),
})
export type WithdrawalMessage = z.infer<typeof withdrawal>

/** The moment the notice was first opened: 通知の到達. */
export const letterRead = z.object({
  kind: z.literal('letter-read'),
  receiptNumber: z.string(),
  letterId: z.string(),
  readAt: z.string(),
})
export type LetterReadMessage = z.infer<typeof letterRead>

const canonicalState = z.enum(caseStates)

export const caseStatus = z.object({
  kind: z.literal('case-status'),
  receiptNumber: z.string(),
  /** Counts up within a case; an older status never replaces a newer one. */
  version: z.number().int(),
  state: canonicalState,
  stage: z.string().optional(),
  at: z.string(),
  /** Day by which the next step is expected, `YYYY-MM-DD`. */
  nextBy: z.string().optional(),
  section: z.string(),
  sectionPhone: z.string(),
  payment: z.object({ total: z.number().int(), paidAt: z.string().optional() }).optional(),
})
export type CaseStatusMessage = z.infer<typeof caseStatus>

export const correctionRequest = z.object({
  kind: z.literal('correction-request'),
  receiptNumber: z.string(),
  correctionId: z.string(),
  requestedAt: z.string(),
  /** Last day to answer, `YYYY-MM-DD`. */
  dueOn: z.string(),
  intro: z.string(),
  items: z.array(z.object({ path: z.string(), reason: z.string(), code: z.string() })),
  section: z.string(),
  sectionPhone: z.string(),
})
export type CorrectionRequestMessage = z.infer<typeof correctionRequest>

/** What the office publishes outward: definitions, registers, settings, closed days. Signed by the office zone. */
export const publication = z.object({
  kind: z.literal('publication'),
  what: z.enum(['procedure', 'register', 'settings', 'closed-days', 'city']),
  id: z.string(),
  publishedAt: z.string(),
  content: z.unknown(),
})
export type PublicationMessage = z.infer<typeof publication>

/**
 * Places the office took or gave back for paper, telephone and cancellations, or the result of a draw. A number that the
 * internet zone has no application for is counted all the same.
 */
export const capacityChange = z.object({
  kind: z.literal('capacity'),
  register: z.string(),
  entry: z.string(),
  receiptNumber: z.string(),
  change: z.enum(['take', 'release', 'promote', 'decline', 'won', 'lost', 'wait']),
  quantity: z.number().int(),
  /** All places of the entry and those kept for the office, as the office states them with this change. */
  seats: z.number().int().nonnegative().optional(),
  officeSeats: z.number().int().nonnegative().optional(),
  method: z.enum(['first-come', 'lottery']).optional(),
  waitingList: z.boolean().optional(),
  /** The place in the line: arrival, or for who was not drawn (`wait`) the turn in the draw. */
  at: z.string().optional(),
  /** The published draw that decided, and the name of this application in it. */
  drawId: z.string().optional(),
  drawEntry: z.string().optional(),
})
export type CapacityMessage = z.infer<typeof capacityChange>

/** How a place stands after the internet zone, which counts, has changed it. */
export const placeStandings = [
  'reserved',
  'waiting',
  'lottery',
  'offered',
  'won',
  'lost',
  'full',
  'released',
  'lapsed',
  'declined',
] as const
export type PlaceStanding = (typeof placeStandings)[number]

/** Inward: a free place was offered, accepted, declined or lapsed; or the answer to what the office asked for. */
export const placeChange = z.object({
  kind: z.literal('place'),
  receiptNumber: z.string(),
  register: z.string(),
  entry: z.string(),
  quantity: z.number().int(),
  standing: z.enum(placeStandings),
  pot: z.enum(['online', 'office']),
  /** Counts up with every change of the zone: an older one never replaces a newer one. */
  version: z.number().int(),
  at: z.string(),
  /** Until when an offer is held. */
  until: z.string().optional(),
})
export type PlaceMessage = z.infer<typeof placeChange>

/** What anybody may know of a draw. No name, no receipt number: entries have names of their own. */
export const publicDraw = z.object({
  id: z.string(),
  register: z.string(),
  entry: z.string(),
  run: z.number().int().positive(),
  reason: z.string().optional(),
  commitment: z.string(),
  closesOn: z.string(),
  committedAt: z.string(),
  frozen: z
    .object({
      at: z.string(),
      digest: z.string(),
      seats: z.number().int().nonnegative(),
      /** Sorted by id. */
      entries: z.array(z.object({ id: z.string(), places: z.number().int().positive(), preferred: z.boolean() })),
    })
    .optional(),
  drawn: z
    .object({
      at: z.string(),
      seed: z.string(),
      /** In drawn order. */
      results: z.array(z.object({ id: z.string(), result: z.enum(['won', 'lost']) })),
    })
    .optional(),
})
export type PublicDraw = z.infer<typeof publicDraw>

/** The state of a draw, outward: the whole of it each time. */
export const drawPublication = z.object({ kind: z.literal('draw'), draw: publicDraw })
export type DrawMessage = z.infer<typeof drawPublication>

const visitCount = z.object({
  /** Day in Japan: nothing finer is known. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  procedureId: z.string().min(1).max(128),
  versionHash: z.string().max(64),
  channel: z.string().min(1).max(20),
  of: z.enum(['begun', 'reached', 'left', 'refused', 'check', 'submitted', 'abandoned', 'satisfaction']),
  /** Id of a page, path of a field, grade; else empty. */
  place: z.string().max(200),
  count: z.number().int().positive(),
})
export type VisitCount = z.infer<typeof visitCount>

/** Inward: what finished days counted, and what people wrote beside their grade. Nothing tells whose it is. */
export const visitCounts = z.object({
  kind: z.literal('visit-counts'),
  counts: z.array(visitCount),
  opinions: z.array(
    z.object({
      id: z.string(),
      day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      procedureId: z.string().min(1).max(128),
      grade: z.number().int().min(1).max(5),
      /** The words, sealed to the office, base64. */
      box: z.string(),
    }),
  ),
})
export type VisitCountsMessage = z.infer<typeof visitCounts>

/** Outward: how long decisions of a procedure really take, for its page; nothing when too few were decided to say. */
export const publicFigure = z.object({
  kind: z.literal('figure'),
  procedureId: z.string(),
  usualDays: z.number().int().nonnegative().nullable(),
  publishedAt: z.string(),
})
export type PublicFigureMessage = z.infer<typeof publicFigure>

/**
 * A version of an open dataset, or its end, outward. The rows travel beside it as one file: gzip of lines of JSON, each the texts of
 * one row in the order of the definition's columns. What the definition holds is checked by the receiver (opendata).
 */
export const openDatasetMessage = z.object({
  kind: z.literal('open-dataset'),
  datasetId: z.string(),
  what: z.enum(['publish', 'withdraw']),
  number: z.number().int().positive(),
  publishedAt: z.string(),
  content: z.unknown(),
})
export type OpenDatasetMessage = z.infer<typeof openDatasetMessage>
export const inwardMessages = {
  submission,
  'correction-answer': correctionAnswer,
  withdrawal,
  'letter-read': letterRead,
  place: placeChange,
  'visit-counts': visitCounts,
  'draft-counts': draftCounts,
  'api-delivery': apiDelivery,
  'dataset-delivery': datasetDelivery,
} as const
export const outwardMessages = {
  'case-status': caseStatus,
  'correction-request': correctionRequest,
  decision,
  hearing,
  'hearing-end': hearingEnd,
  cancellation,
  amendment,
  publication,
  capacity: capacityChange,
  draw: drawPublication,
  figure: publicFigure,
  'open-dataset': openDatasetMessage,
  'api-client': apiClient,
  'api-retry': apiRetry,
  'dataset-delivery-news': datasetDeliveryNews,
} as const
