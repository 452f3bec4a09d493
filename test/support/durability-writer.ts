// Writes rows into the private PostgreSQL of a data folder as fast as it can and says which were acknowledged.
// `early` says so before the commit: the control that shows that the test would notice a lost row.
import { readConfig } from '../../src/config.ts'
import { connectAsOwner } from '../../src/platform/database/prepare.ts'
import { openServer } from '../../src/platform/database/server.ts'
import { quietLogger } from '../../src/platform/log/quiet-logger.ts'

const [dataDir = '', mode = 'honest'] = process.argv.slice(2)
const read = readConfig({}, { dataDir })
if (!read.ok) throw new Error(read.problems.join('\n'))
const server = await openServer(read.config, quietLogger, () => {})
const client = await connectAsOwner(server.owner('internet'))
await client.query(
  'create table if not exists written (id bigint generated always as identity primary key, half int not null)',
)
console.log('ready')
for (;;) {
  await client.query('begin')
  const { rows } = await client.query<{ id: number }>('insert into written (half) values (1) returning id')
  await client.query('insert into written (half) values (2)')
  if (mode === 'early') console.log(`ack ${rows[0]?.id}`)
  if (mode === 'early') await new Promise((done) => setTimeout(done, 20))
  await client.query('commit')
  if (mode === 'honest') console.log(`ack ${rows[0]?.id}`)
}
