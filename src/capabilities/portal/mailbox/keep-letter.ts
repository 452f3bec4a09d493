import type { Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DecisionMessage } from '../../exchange/index.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { sealSmall } from '../submission/copy.ts'

/** What is kept of a letter, encrypted: its title and the key of its file. */
export interface KeptLetter {
  readonly title: string
  readonly name: string
  readonly key: string
}

/** A letter lies in the mailbox from now on; the same one again changes nothing. */
export async function keepLetter(
  services: ZoneServices,
  trx: Transaction<InternetDb>,
  cityId: string,
  row: ApplicationRow,
  letter: NonNullable<DecisionMessage['letter']>,
): Promise<void> {
  const small: KeptLetter = { title: letter.title, name: letter.file.name, key: letter.file.key }
  await trx
    .insertInto('letter')
    .values({
      id: letter.letterId,
      application_id: row.id,
      address: letter.file.address,
      body: sealSmall(services.keys, cityId, `letter:${letter.letterId}`, small),
      arrived_at: services.clock.now(),
      opened_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
