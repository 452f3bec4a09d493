import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { inOnePiece, plainList, runText } from '../../../platform/database/run-text.ts'
import type { SealedEnvelope } from '../../../platform/relay/envelope.ts'
import type { SubmissionWrite } from './store.ts'

const writeText = `select id from submit_applications(
  $1::uuid[], $2::integer[], $3::uuid[], $4::text[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::integer[],
  $9::text[], $10::text[], $11::date[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[], $17::jsonb[],
  $18::uuid[], $19::text[], $20::bytea, $21::integer[]) as id`

/** Which of them were submitted; the others are as they were. All ask for no places: each has one envelope. */
export async function writeTogether(
  db: Kysely<InternetDb>,
  all: readonly SubmissionWrite[],
): Promise<readonly boolean[]> {
  const envelopes = all.map(onlyEnvelope)
  const { bytes, cuts } = inOnePiece(all.flatMap((write) => piecesOf(write, onlyEnvelope(write))))
  const rows = await runText<{ id: string }>(db, writeText, [
    plainList(all.map((w) => w.id)),
    plainList(all.map((w) => w.draftVersion)),
    plainList(all.map((w) => w.requestKey)),
    plainList(all.map((w) => w.receiptNumber)),
    plainList(all.map((w) => w.accountId)),
    plainList(all.map((w) => w.sentAt.toISOString())),
    plainList(all.map((w) => w.arrivedAt.toISOString())),
    plainList(all.map((w) => w.payment)),
    all.map((w) => w.section),
    all.map((w) => w.sectionPhone),
    plainList(all.map((w) => w.nextBy)),
    plainList(envelopes.map((e) => e.envelopeId)),
    envelopes.map((e) => e.header),
    envelopes.map((e) => e.keyId),
    envelopes.map((e) => e.files.join(',')),
    plainList(all.map((w) => w.actor.id)),
    all.map((w) => JSON.stringify({ ...w.codes, receiptNumber: w.receiptNumber, standing: 'none' })),
    plainList(all.map((w) => w.mail?.id ?? null)),
    all.map((w) => w.mail?.idempotencyKey ?? null),
    bytes,
    cuts,
  ])
  const done = new Set(rows.map(({ id }) => id))
  return all.map(({ id }) => done.has(id))
}

function onlyEnvelope(write: SubmissionWrite): SealedEnvelope {
  const [first] = write.envelopes
  if (first === undefined) throw new Error('A submission without an envelope.')
  return first.envelope
}

/** What is bytes, in the order in which `submit_applications` takes it apart. */
function piecesOf(write: SubmissionWrite, { signature, sealed }: SealedEnvelope): readonly (Buffer | null)[] {
  const { contactToken, secretToken, duplicateToken, exclusiveToken, copy, payload, mail } = write
  const tokens = [contactToken, secretToken, duplicateToken, exclusiveToken]
  return [...tokens, copy, signature, sealed, payload.hash, payload.box, mail?.box ?? null]
}
