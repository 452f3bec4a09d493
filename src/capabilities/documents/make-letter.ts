import type { Transaction } from 'kysely'
import { formatEra } from '../../civic/era.ts'
import type { City } from '../../platform/cities.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import { recogniseType } from '../../platform/files/file-type.ts'
import { prepareImage } from '../../platform/files/image.ts'
import { defaultUploadLimits } from '../../platform/files/inspect-upload.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { DocumentToSet, SettingResult } from '../../platform/typesetter/typesetter.ts'
import type { LetterCallbacks } from './callbacks.ts'
import type { LetterDraft } from './letter.ts'
import { messages } from './messages.ja.ts'
import { documentNumberText, documentSymbols, numberingYear } from './numbering.ts'
import { lockNextToMake, openDraft, postpone, setFailed, setMade, setNumber } from './store/letters.ts'
import { takeDocumentNumber } from './store/numbers.ts'

/** What the letters of a city are made of. */
export interface LetterMaterials {
  /** The city's drawn seal (SVG); null when it has none. */
  seal(cityId: string): Uint8Array | null
  /** Typst sources of a published version by path, e.g. `/procedures/<id>/letters/x.typ`. */
  templates(cityId: string, procedureId: string, versionHash: string): Promise<Readonly<Record<string, string>>>
}

const retryMs = 30_000

/**
 * Makes one letter of a city: number, PDF, sealed file, and tells whoever ordered it. Returns false when nothing waits.
 * The number is committed before the letter is set, so that an attempt that is repeated keeps it.
 */
export async function makeNextLetter(
  services: ZoneServices<'office'>,
  city: City,
  callbacks: LetterCallbacks,
  materials: LetterMaterials,
): Promise<boolean> {
  const db = services.db.city<OfficeDb>(city.id)
  const now = services.clock.now()
  const claimed = await db.transaction().execute(async (trx) => {
    const row = await lockNextToMake(trx, now)
    if (row === undefined) return null
    const draft = openDraft(services.keys, city.id, row)
    let number = row.document_number ?? ''
    if (draft.numbered && number === '') {
      const section = await trx.selectFrom('section').select('code').where('id', '=', row.section_id).executeTakeFirst()
      const { symbols, fallback } = documentSymbols(city)
      const symbol = symbols[section?.code ?? ''] ?? fallback
      const year = numberingYear(row.decided_on)
      number = documentNumberText(year, symbol, await takeDocumentNumber(trx, symbol, year))
      await setNumber(trx, row.id, number)
    }
    // Others leave it alone while it is set; if this process dies, the letter waits no longer than a retry.
    await trx
      .updateTable('letter')
      .set({ next_at: new Date(now.getTime() + retryMs) })
      .where('id', '=', row.id)
      .execute()
    return { row: { ...row, document_number: number === '' ? null : number }, draft }
  })
  if (claimed === null) return false
  const { row, draft } = claimed
  const letter = {
    id: row.id,
    caseId: row.case_id,
    decisionId: row.decision_id,
    title: row.title,
    number: row.document_number,
    decidedOn: row.decided_on,
    sectionId: row.section_id,
  }
  let result: SettingResult
  try {
    result = await services.typesetter.set(await documentFor(services, city, draft, letter, materials, now))
  } catch (error) {
    services.log.error('letter-not-set', { letterId: row.id, error })
    await postpone(db, row.id, new Date(now.getTime() + retryMs * 2 ** Math.min(row.attempts, 6)))
    return true
  }
  if (result.ok) await keep(services, city.id, letter, result, callbacks)
  else await fail(services, city.id, letter, result, callbacks)
  services.relay.nudge()
  return true
}

interface LetterAtHand {
  readonly id: string
  readonly caseId: string
  readonly decisionId: string
  readonly title: string
  readonly number: string | null
  readonly decidedOn: string
  readonly sectionId: string
}

/** The document as the typesetter takes it, with the city's own data. Also used for the preview of an approver. */
export async function documentFor(
  services: Pick<ZoneServices<'office'>, 'db' | 'files'>,
  city: City,
  draft: LetterDraft,
  letter: { readonly number: string | null; readonly decidedOn: string; readonly sectionId: string },
  materials: LetterMaterials,
  at: Date,
): Promise<DocumentToSet> {
  const section = await services.db
    .city<OfficeDb>(city.id)
    .selectFrom('section')
    .select(['name', 'phone'])
    .where('id', '=', letter.sectionId)
    .executeTakeFirst()
  const picture = draft.seal === 'image' ? materials.seal(city.id) : null
  const photo = draft.photo === undefined ? null : await photoOf(services, city.id, draft.photo)
  return {
    sources: await materials.templates(city.id, draft.procedureId, draft.versionHash),
    images: {
      ...(picture === null ? {} : { '/seal.svg': picture }),
      ...(photo === null ? {} : { '/photo.jpg': photo }),
    },
    main: `/procedures/${draft.procedureId}/${draft.template}`,
    data: {
      ...draft.data,
      city: { name: city.name, mayor: city.mayor, section: section?.name ?? '', phone: section?.phone ?? city.phone },
      letter: {
        title: draft.title,
        number: letter.number ?? '',
        date: formatEra(letter.decidedOn),
        // A city that has no drawn seal yet says 公印省略 rather than showing an empty place.
        seal: draft.seal === 'image' && picture === null ? 'omitted' : draft.seal,
        demo: city.demo,
        photo: photo !== null,
      },
      recipient: {
        organisation: draft.recipient.organisation ?? '',
        name: draft.recipient.name,
        postcode: draft.recipient.postcode ?? '',
        addressLines: draft.recipient.addressLines,
      },
      grounds: draft.grounds,
      remedies: draft.remedies ?? null,
    },
    at,
  }
}

/** Drawn anew, upright and without what the camera wrote into it; null for what is no picture that can be read. */
async function photoOf(
  { files }: Pick<ZoneServices<'office'>, 'files'>,
  cityId: string,
  { address, key }: NonNullable<LetterDraft['photo']>,
): Promise<Buffer | null> {
  const original = await files.get(cityId, address, Buffer.from(key, 'base64'))
  const type = recogniseType(original)
  if (type === undefined || type === 'pdf') return null
  const image = await prepareImage(original, type, defaultUploadLimits.pixels)
  return image.ok ? image.view : null
}

async function keep(
  services: ZoneServices<'office'>,
  cityId: string,
  letter: LetterAtHand,
  set: Extract<SettingResult, { ok: true }>,
  callbacks: LetterCallbacks,
): Promise<void> {
  const stored = await services.files.put(cityId, set.pdf)
  const at = services.clock.now()
  const file = {
    address: stored.address,
    key: stored.key.toString('base64'),
    bytes: set.pdf.length,
    sha256: stored.sha256,
  }
  await services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      if (!(await setMade(trx, services.keys, cityId, letter.id, { file, pages: set.pages, at }))) return
      await appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'letter',
          streamId: letter.id,
          type: 'made',
          at,
          actor: { kind: 'system', id: 'documents' },
          codes: { case: letter.caseId, number: letter.number, sha256: stored.sha256, pages: set.pages },
        },
      )
      await callbacks.onLetterMade(trx as unknown as Transaction<unknown>, {
        cityId,
        caseId: letter.caseId,
        decisionId: letter.decisionId,
        letterId: letter.id,
        title: letter.title,
        ...(letter.number === null ? {} : { documentNumber: letter.number }),
        file: {
          fileId: letter.id,
          path: 'letter',
          name: `${letter.title}.pdf`,
          mediaType: 'application/pdf',
          bytes: set.pdf.length,
          sha256: stored.sha256,
          address: stored.address,
          key: file.key,
        },
        at,
      })
    })
}

async function fail(
  services: ZoneServices<'office'>,
  cityId: string,
  letter: LetterAtHand,
  refused: Extract<SettingResult, { ok: false }>,
  callbacks: LetterCallbacks,
): Promise<void> {
  const at = services.clock.now()
  // The clerk reads what they can do. The diagnostics may quote the letter, so the log has only how many there are.
  if (refused.refusal === 'template-broken')
    services.log.error('letter-template-broken', {
      city: cityId,
      letterId: letter.id,
      count: refused.diagnostics.length,
    })
  const reason =
    refused.refusal === 'missing-glyphs' ? messages.missingGlyphs(refused.characters) : messages.templateBroken
  await services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      if (!(await setFailed(trx, letter.id, reason))) return
      await appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'letter',
          streamId: letter.id,
          type: 'failed',
          at,
          actor: { kind: 'system', id: 'documents' },
          codes: { case: letter.caseId, why: refused.refusal },
        },
      )
      await callbacks.onLetterFailed(trx as unknown as Transaction<unknown>, {
        cityId,
        caseId: letter.caseId,
        decisionId: letter.decisionId,
        letterId: letter.id,
        reason,
        at,
      })
    })
}
