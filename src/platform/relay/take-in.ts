import type { Zone } from '../zone.ts'
import { judgeEnvelope, orderKey, type SealedEnvelope } from './envelope.ts'
import { type Receipt, signReceipt } from './receipt.ts'
import type { RelayServices } from './routes.ts'
import { findArrivedHeader, insertArrived } from './store.ts'

export interface TakenIn {
  readonly receipts: readonly Receipt[]
  /** Ciphertexts to send first. */
  readonly missing: readonly string[]
  readonly fresh: number
}

/** How to get a ciphertext that is not here yet. `broken`: the other side can't give it, or gives something else. */
export type FetchFile = (address: string) => Promise<'here' | 'missing' | 'broken'>

/**
 * Judges arriving envelopes and stores the good ones, in their order, before anything is signed for. An envelope that
 * came before is signed for again and changes nothing; a bad one is signed for as refused, and the others go on.
 */
export async function takeIn(
  services: RelayServices,
  from: Zone,
  cityId: string,
  envelopes: readonly SealedEnvelope[],
  fetchFile: FetchFile,
): Promise<TakenIn> {
  const receipts: Receipt[] = []
  const missing = new Set<string>()
  const held = new Set<string>()
  const good: SealedEnvelope[] = []
  const receipt = (envelope: SealedEnvelope, verdict: Receipt['verdict']) =>
    receipts.push(
      signReceipt(services.keys, {
        zone: services.zone,
        cityId,
        envelope,
        verdict,
      }),
    )

  for (const envelope of envelopes) {
    const judged = judgeEnvelope(services, from, cityId, envelope)
    if (!judged.ok) {
      services.log.warn('relay.envelope-refused', {
        zone: services.zone,
        city: cityId,
        envelopeId: envelope.envelopeId,
        reason: judged.refusal,
      })
      receipt(envelope, judged.refusal)
      continue
    }
    const key = orderKey(judged.header)
    // What follows an envelope that still waits for its files waits with it.
    if (held.has(key)) continue
    const files = await fetchAll(services, cityId, judged.header.files, fetchFile)
    if (files.broken) receipt(envelope, 'file-broken')
    else if (files.missing.length > 0) {
      held.add(key)
      for (const address of files.missing) missing.add(address)
    } else {
      // Only what was signed is believed: kind, order and files are read from the header.
      good.push({ ...envelope, kind: judged.header.kind, orderKey: key, files: judged.header.files })
    }
  }
  const fresh = await insertArrived(services.db.city<unknown>(cityId), from, good)
  for (const envelope of good) {
    const header = fresh.has(envelope.envelopeId)
      ? envelope.header
      : await findArrivedHeader(services.db.city<unknown>(cityId), envelope.envelopeId)
    if (header === envelope.header) receipt(envelope, 'taken')
  }
  return { receipts, missing: [...missing], fresh: fresh.size }
}

async function fetchAll(services: RelayServices, cityId: string, addresses: readonly string[], fetchFile: FetchFile) {
  const missing: string[] = []
  for (const address of addresses) {
    if (await services.files.has(cityId, address)) continue
    const state = await fetchFile(address)
    if (state === 'broken') return { broken: true, missing }
    if (state === 'missing') missing.push(address)
  }
  return { broken: false, missing }
}
