import path from 'node:path'
import { listen } from '../../src/app/listen.ts'
import { readSeedAbout, readSeedRows, seedIds } from '../../src/capabilities/opendata/office/read-seeds.ts'
import { type OpenPortal, openPortal } from '../../src/capabilities/opendata/test-support/portal.ts'

export interface ServedPortal {
  /** `http://127.0.0.1:…`: what every address in an answer begins with. */
  readonly origin: string
  readonly portal: OpenPortal
  /** Rows by the id of the dataset. */
  readonly rows: ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>
  close(): Promise<void>
}

/** The portal with the datasets of the demonstration, on a port of its own. */
export async function servePortal(): Promise<ServedPortal> {
  let portal: OpenPortal | undefined
  const listening = await listen('127.0.0.1', 0, async (request) =>
    portal === undefined ? new Response(null, { status: 503 }) : portal.answer(request),
  )
  const origin = `http://127.0.0.1:${listening.port}`
  portal = await openPortal(origin)
  const root = path.resolve('.')
  const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }
  const rows = new Map<string, readonly Readonly<Record<string, string>>[]>()
  for (const id of seedIds(root, 'yanai').filter((each) => each in readSeedAbout(root, 'yanai'))) {
    const definition = portal.definition(id)
    const own = readSeedRows(root, 'yanai', definition, city)
    rows.set(id, own)
    await portal.office.publish(definition, own)
  }
  await portal.load()
  const opened = portal
  return {
    origin,
    portal: opened,
    rows,
    close: async () => {
      await listening.close(0)
      await opened.close()
    },
  }
}
