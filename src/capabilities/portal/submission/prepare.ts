import { eraYearOf } from '../../../civic/era.ts'
import { processingClock } from '../../../civic/processing-clock.ts'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import { preparePayload } from '../../../platform/evidence/append-event.ts'
import { prepareMail } from '../../../platform/mail/create-mailer.ts'
import { sealEnvelope } from '../../../platform/relay/envelope.ts'
import type { FileReference, SignatureEvidence, SubmissionMessage } from '../../exchange/index.ts'
import type { SignedDocument } from '../../identity/index.ts'
import { listFiles } from '../drafts/file-store.ts'
import { filesAt } from '../drafts/uploads.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import { noticeMail } from '../mails/notice-mail.ts'
import { sectionOf } from '../shared/catalogue.ts'
import { cityDb } from '../shared/portal.ts'
import { tokens } from '../shared/tokens.ts'
import { sealCopy } from './copy.ts'
import { contactOf, type Review } from './review.ts'
import type { ClaimParameter, SubmissionWrite } from './store.ts'

/** Era letter and year of a day, e.g. `R8`: what receipt numbers count within. */
export function eraYearText(day: string): string {
  const found = eraYearOf(day)
  if (found === undefined) throw new Error(`No era for ${day}`)
  return `${found.era.letter}${found.year}`
}

/** Everything the one write needs, computed and sealed before it. */
export async function prepareSubmission(
  visit: OpenVisit,
  review: Review,
  given: {
    readonly counter: number
    readonly requestKey: string
    readonly sentAt: Date
    readonly acknowledged: readonly string[]
    readonly signature: SignedDocument | undefined
    /** Receipt numbers of the others that are filed with it; the mail about all of them is prepared once. */
    readonly together?: readonly string[]
    /** The partner system that sends it for the applicant. */
    readonly client?: NonNullable<SubmissionMessage['client']>
  },
): Promise<SubmissionWrite> {
  const { portal, city, draft, procedure, filing, facts, now, today, session } = visit
  const { keys, zone } = portal.services
  const { answers, sources, filer, secret, locale } = draft.body
  const { definition } = procedure
  const relevant = procedure.relevant(answers, filing, facts)
  const receiptNumber = makeReceiptNumber(definition.receiptPrefix, today, given.counter)
  const contact = contactOf(visit)
  const email = contact.email ?? session?.email
  const section = sectionOf(city, procedure.sectionOf(answers, filing, facts))
  const files = await fileReferences(visit, review)
  const message: SubmissionMessage = {
    kind: 'submission',
    applicationId: draft.id,
    receiptNumber,
    procedureId: definition.id,
    versionHash: procedure.hash,
    sentAt: given.sentAt.toISOString(),
    arrivedAt: now.toISOString(),
    ...(given.client === undefined ? { channel: 'online' } : { channel: 'api', client: given.client }),
    filer,
    assurance: filing.assurance,
    answers: relevant,
    sources,
    warnings: [...given.acknowledged],
    fee: { total: review.fee.total, lines: review.fee.lines.map((line) => ({ ...line, label: line.label.ja })) },
    delivery: review.delivery,
    contact: {
      name: contact.name,
      ...(contact.nameKana === undefined ? {} : { nameKana: contact.nameKana }),
      ...(email === undefined ? {} : { email }),
      ...(draft.accountId === undefined
        ? {}
        : { accountToken: tokens.account(keys, city.id, draft.accountId).toString('hex') }),
      locale,
    },
    files,
    ...(given.signature === undefined ? {} : { signature: signatureEvidence(given.signature) }),
    ...(given.together === undefined ? {} : { together: [...given.together] }),
  }
  const [claim] = review.claims
  const claims = review.claims.flatMap((each) => claimParameter(visit, each))
  const envelopes = standingsOf(claims).map((standing) => ({
    standing,
    envelope: sealEnvelope(
      { zone, keys },
      {
        kind: 'submission',
        to: 'office',
        cityId: city.id,
        procedureId: definition.id,
        versionHash: procedure.hash,
        receiptNumber,
        payload: claim === undefined ? message : { ...message, capacity: capacityOf(claim, standing) },
        files: files.map(({ address }) => address),
        arrivedAt: now,
      },
    ),
  }))
  const duplicate = procedure.duplicateKey(answers, filing, facts)
  const token = duplicate === undefined ? null : tokens.duplicate(keys, city.id, definition.id, duplicate)
  const copy = {
    answers: relevant,
    sources,
    filer,
    assurance: filing.assurance,
    delivery: review.delivery,
    warnings: given.acknowledged,
    feeTotal: review.fee.total,
    locale,
    secret,
    section: section.name,
    ...(email === undefined ? {} : { email }),
    ...(given.signature?.check.holder === undefined ? {} : { signedBy: given.signature.check.holder.name }),
  }
  return {
    id: draft.id,
    draftVersion: draft.version,
    requestKey: given.requestKey,
    receiptNumber,
    accountId: draft.accountId ?? null,
    contactToken: draft.contactToken ?? null,
    secretToken: tokens.secret(keys, city.id, receiptNumber, secret),
    sentAt: given.sentAt,
    arrivedAt: now,
    duplicateToken: token,
    exclusiveToken: definition.duplicates?.severity === 'refuse' ? token : null,
    payment: review.fee.total > 0 ? review.fee.total : null,
    section: section.name.ja,
    sectionPhone: section.phone,
    nextBy: dueOf(visit),
    copy: sealCopy(keys, city.id, draft.id, copy),
    claims,
    envelopes,
    actor: { kind: 'resident', id: draft.accountId ?? draft.id },
    codes: {
      to: 'submitted',
      procedureId: definition.id,
      version: procedure.hash,
      assurance: filing.assurance,
      signed: given.signature !== undefined,
      ...(given.client === undefined ? {} : { channel: 'api', client: given.client.id }),
    },
    payload: preparePayload({ keys, cityId: city.id }, 'application', draft.id, {
      envelopes: envelopes.map(({ standing, envelope }) => ({ standing, payloadHash: envelope.open.payloadHash })),
    }),
    mail: email === undefined || given.together !== undefined ? undefined : mailOf(visit, review, receiptNumber, email),
  }
}

const dueDays = new WeakMap<OpenVisit['facts'], Map<string, string>>()

/** Until when the office means to have done with what arrives today: the same for all of a procedure, while the facts hold. */
function dueOf({ facts, procedure, today }: OpenVisit): string {
  const known = dueDays.get(facts) ?? new Map<string, string>()
  dueDays.set(facts, known)
  const key = `${procedure.hash} ${today}`
  const due =
    known.get(key) ??
    processingClock(today, procedure.processing(facts), [], today, (day) => facts.isClosedDay(day)).dueOn
  known.set(key, due)
  return due
}

/** What the places may turn out to be; the message is sealed once for each. */
function standingsOf(claims: readonly ClaimParameter[]): readonly ('none' | 'reserved' | 'waiting' | 'lottery')[] {
  if (claims.length === 0) return ['none']
  if (claims.some(({ method }) => method === 'lottery')) return ['lottery', 'reserved', 'waiting']
  return claims.some(({ waitingList }) => waitingList) ? ['reserved', 'waiting'] : ['reserved']
}

function capacityOf(claim: Review['claims'][number], standing: string): NonNullable<SubmissionMessage['capacity']> {
  const { register, entry, quantity } = claim
  const known = standing === 'waiting' || standing === 'lottery' ? standing : 'reserved'
  return { register, entry, quantity, standing: known }
}

/** An entry without a limit takes no places. */
function claimParameter(visit: OpenVisit, claim: Review['claims'][number]): readonly ClaimParameter[] {
  const seats = visit.seats(claim.register, claim.entry)
  if (seats === undefined) return []
  const { register, entry, quantity, method, waitingList } = claim
  const plain = { register, entry, quantity, method, waitingList }
  const stated = visit.entry(register, entry)
  if (stated?.capacity === undefined) return [{ ...plain, seats }]
  // A draw gives all places, also those the office keeps: paper and telephone take part in it.
  if (method === 'lottery') return [{ ...plain, seats: stated.capacity, officeSeats: 0 }]
  const officeSeats = stated.officeQuota ?? 0
  return [{ ...plain, seats: stated.capacity - officeSeats, officeSeats }]
}

function signatureEvidence(signed: SignedDocument): SignatureEvidence {
  const { result, checkedAt } = signed.check
  const known = (['valid', 'expired', 'revoked', 'unknown'] as const).find((each) => each === result)
  return {
    signedBytes: signed.bytes.toString('base64'),
    signature: signed.signature.toString('base64'),
    certificate: signed.certificate.toString('base64'),
    algorithm: signed.algorithm,
    result: known ?? 'invalid',
    checkedAt: checkedAt.toISOString(),
  }
}

async function fileReferences(visit: OpenVisit, review: Review): Promise<FileReference[]> {
  const rows = review.sections.flatMap((section) => section.rows)
  const named = rows
    .filter(({ field }) => field.type === 'file' || field.type === 'photo')
    .flatMap(({ path }) => filesAt(visit.draft.body, path).map((file) => ({ path, file })))
    .filter(({ file }) => file.fileId !== undefined)
  if (named.length === 0) return []
  const { portal, city, draft } = visit
  const stored = await listFiles(cityDb(portal, city.id), portal.services.keys, city.id, draft.id)
  return named.map(({ path, file }) => {
    const kept = stored.find(({ id }) => id === file.fileId)
    if (kept === undefined) throw new Error('A file of a draft is not in the store.')
    return {
      fileId: kept.id,
      path,
      name: kept.name,
      mediaType: kept.mediaType,
      bytes: kept.bytes,
      sha256: kept.sha256,
      address: kept.address,
      key: kept.key,
      ...(file.takenOn === undefined ? {} : { takenOn: file.takenOn }),
    }
  })
}

function mailOf(visit: OpenVisit, review: Review, receiptNumber: string, to: string): ReturnType<typeof prepareMail> {
  const { draft, city, procedure } = visit
  const mail = noticeMail({
    city,
    to,
    locale: draft.body.locale,
    procedure: procedure.definition.name,
    receiptNumber,
    hasMailbox: draft.accountId !== undefined || draft.contactToken !== undefined,
    news: { occasion: review.fee.total > 0 ? 'submittedWithFee' : 'submitted' },
    idempotencyKey: `receipt:${draft.id}`,
  })
  return prepareMail(visit.portal.services, mail)
}
