import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Kysely, Transaction } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { Relay } from '../../../platform/relay/relay.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { receiveDatasets } from '../public/load/receive.ts'
import { packRows } from '../public/load/row-file.ts'
import type { PublishedDataset } from '../public/published.ts'
import type { Row } from '../table/check-row.ts'

type Handler = Parameters<Relay['on']>[1]

/** The internet zone's ear, without a relay: messages are handed to it as if they had come. */
export function officeOf(db: Kysely<InternetDb>, files: FileStore, cityId = 'yanai') {
  let handler: Handler = async () => {}
  const relay = { on: (_: string, given: Handler) => (handler = given) }
  receiveDatasets({ relay } as never, () => {})
  const tell = (payload: Record<string, unknown>) =>
    db.transaction().execute((trx) =>
      handler(trx as unknown as Transaction<unknown>, {
        header: { cityId } as never,
        payload: { kind: 'open-dataset', ...payload },
      }),
    )
  const uuids = new Map<string, string>()
  return {
    publish: async (
      definition: DatasetDefinition,
      rows: readonly Row[],
      more: { number?: number; publishedAt?: string; oldSlugs?: string[]; announced?: number } = {},
    ) => {
      const file = await files.put(cityId, await buffer(packRows(definition, rows)))
      const uuid = uuids.get(definition.id) ?? randomUUID()
      uuids.set(definition.id, uuid)
      const content: PublishedDataset = {
        definition,
        about: testAbout,
        uuid,
        slug: `352128-${definition.file}`,
        oldSlugs: more.oldSlugs ?? [],
        rows: more.announced ?? rows.length,
        changes: { added: rows.length, changed: 0, removed: 0, names: { added: [], changed: [], removed: [] } },
        note: '',
        file: { address: file.address, key: file.key.toString('base64'), bytes: file.bytes, sha256: file.sha256 },
      }
      await tell({
        what: 'publish',
        datasetId: definition.id,
        number: more.number ?? 1,
        publishedAt: more.publishedAt ?? '2026-11-30T00:00:00.000Z',
        content,
      })
    },
    withdraw: (datasetId: string, publishedAt = '2026-12-01T00:00:00.000Z') =>
      tell({
        what: 'withdraw',
        datasetId,
        number: 99,
        publishedAt,
        content: { reason: '内容に誤りがあったため', withdrawnOn: '2026-12-01' },
      }),
  }
}

export const testAbout: PublishedDataset['about'] = {
  publisher: { code: '352128', name: '柳井市', nameEn: 'Yanai City' },
  section: { name: { ja: '総務課', easy: '総務課《そうむか》', en: 'General Affairs' }, phone: '0820-00-0011' },
  licence: {
    id: 'CC-BY-4.0',
    title: 'クリエイティブ・コモンズ 表示 4.0 国際',
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
  source: '柳井市',
  fictional: true,
}
