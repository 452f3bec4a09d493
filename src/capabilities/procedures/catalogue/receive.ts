import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { Delivery } from '../../../platform/relay/relay.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { publication } from '../../exchange/index.ts'
import { insertPublishedVersion, putPublishedContent } from '../store/internet.ts'
import { raiseRevision } from '../store/office.ts'
import { catalogueOf } from './catalogue.ts'
import { publishedClosedDays, publishedRegister, publishedSettings, publishedVersion } from './publication.ts'

/** Takes in what the office published. Runs in the transaction of the acknowledgement; the same message twice is one. */
export function receivePublications(services: ZoneServices): void {
  services.relay.on('publication', async (trx, delivery) => {
    await takePublication(trx as unknown as Transaction<InternetDb>, delivery)
    // The rows are seen after the commit; soon for the reader who waits, and once more for a slow commit.
    for (const ms of [50, 500]) setTimeout(() => catalogueOf(services).changed(delivery.header.cityId), ms).unref()
  })
}

async function takePublication(db: Transaction<InternetDb>, delivery: Delivery): Promise<void> {
  const message = publication.parse(delivery.payload)
  const at = new Date(message.publishedAt)
  switch (message.what) {
    case 'procedure':
      await insertPublishedVersion(db, publishedVersion.parse(message.content), at)
      break
    case 'register':
      await putPublishedContent(
        db,
        { what: 'register', id: message.id, content: publishedRegister.parse(message.content) },
        at,
      )
      break
    case 'settings':
      await putPublishedContent(
        db,
        { what: 'settings', id: message.id, content: publishedSettings.parse(message.content) },
        at,
      )
      break
    case 'closed-days':
      await putPublishedContent(
        db,
        { what: 'closed-days', id: message.id, content: publishedClosedDays.parse(message.content) },
        at,
      )
      break
    case 'city':
      return
  }
  await raiseRevision(db)
}
