import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import pg from 'pg'
import { type Listening, listen } from '../src/app/listen.ts'

/** The bare minimum on the same machine, the same process, the same PostgreSQL: what our work is held against. */
export interface Baseline {
  readonly url: string
  /** Sets the size of the constant page. */
  setPage(bytes: number): void
  /** Sets the size of the row that is inserted. */
  setRow(bytes: number): void
  close(): Promise<void>
}

/** `GET /page` answers a constant text; `POST /row` reads what was posted, inserts one row and commits, through a pool of this size. */
export async function startBaseline(port: number, database: pg.ClientConfig, poolSize: number): Promise<Baseline> {
  const pool = new pg.Pool({ ...database, max: poolSize })
  await pool.query(
    'create table if not exists bench_row (id bigint generated always as identity primary key, at timestamptz not null default now(), body bytea not null)',
  )
  let body = randomBytes(1024)
  let page = ''
  const app = new Hono()
  app.get('/page', (c) => c.html(page))
  app.post('/row', async (c) => {
    await c.req.text()
    await pool.query({ name: 'insert-row', text: 'insert into bench_row (body) values ($1)', values: [body] })
    return c.body(null, 204)
  })
  const listening: Listening = await listen('127.0.0.1', port, (request) => app.fetch(request))
  return {
    url: `http://127.0.0.1:${listening.port}`,
    setPage: (bytes) => {
      page = 'x'.repeat(bytes)
    },
    setRow: (bytes) => {
      body = randomBytes(bytes)
    },
    close: async () => {
      await listening.close(0)
      await pool.query('drop table bench_row')
      await pool.end()
    },
  }
}
