import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startChild } from '../../../../test/support/child-program.ts'
import { readConfig } from '../../../config.ts'
import type { LogFacts } from '../../log/log-facts.ts'
import { quietLogger } from '../../log/quiet-logger.ts'
import { connectAsOwner } from '../prepare.ts'
import { openServer } from '../server.ts'
import { isPostgresOf, readPostmasterPid } from './postmaster-pid.ts'

/** A data folder whose PostgreSQL has been made and stopped: making one takes longer than most of what is tested here. */
const begun = mkdtempSync(path.join(os.tmpdir(), 'yanagi-kill-begun-'))
beforeAll(async () => {
  const server = await openServer(configOf(begun), quietLogger, () => {})
  await server.stop()
})
afterAll(() => rmSync(begun, { recursive: true, force: true }))

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Kills writer and PostgreSQL in the middle of writing, starts again, and tells which acknowledged rows are there. */
async function killAndRecover(mode: 'honest' | 'early', whom: 'program' | 'program-and-database', dataDir: string) {
  const writer = startChild('test/support/durability-writer.ts', [dataDir, mode])
  await writer.waitFor(/^ready/)
  await writer.waitFor(/^ack/)
  // In the middle of writing, wherever that is: a busy machine needs longer for the same rows.
  const enough = 5 + Math.random() * 100
  while (writer.lines.length < enough) await sleep(1)
  const cluster = path.join(dataDir, 'postgres', 'cluster')
  const database = readPostmasterPid(cluster)?.pid ?? -1
  if (whom === 'program-and-database') process.kill(database, 'SIGKILL')
  writer.process.kill('SIGKILL')
  await writer.ended
  const acknowledged = writer.lines.filter((line) => line.startsWith('ack ')).map((line) => Number(line.slice(4)))
  const server = await openServer(configOf(dataDir), quietLogger, () => {})
  const client = await connectAsOwner(server.owner('internet'))
  const { rows } = await client.query<{ id: number; half: number }>('select id, half from written')
  await client.end()
  await server.stop()
  const there = new Set(rows.map((row) => row.id))
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !there.has(id)).length,
    halves: rows.filter((row) => row.half === 1).length - rows.filter((row) => row.half === 2).length,
  }
}

function configOf(dataDir: string) {
  const read = readConfig({}, { dataDir })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.config
}

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-kill-'))
  folders.push(folder)
  return folder
}

function dataFolder(): string {
  const folder = emptyFolder()
  cpSync(begun, folder, { recursive: true })
  // It names where the other one lies.
  rmSync(path.join(folder, 'postgres', 'location'))
  return folder
}

describe('kill -9 at any moment', () => {
  test('of program and database loses no acknowledged write and leaves no half transaction', async () => {
    const dataDir = dataFolder()
    for (let round = 0; round < 4; round += 1) {
      const found = await killAndRecover('honest', round % 2 === 0 ? 'program-and-database' : 'program', dataDir)
      expect(found).toMatchObject({ lost: 0, halves: 0 })
      expect(found.acknowledged).toBeGreaterThan(3)
    }
  }, 60_000)

  test('would be noticed if a write were acknowledged before its commit (control)', async () => {
    const dataDir = dataFolder()
    let lost = 0
    for (let round = 0; round < 5 && lost === 0; round += 1)
      lost += (await killAndRecover('early', 'program-and-database', dataDir)).lost
    expect(lost).toBeGreaterThan(0)
  }, 60_000)

  test('of the program alone: the database goes too, or the next start takes over', async () => {
    const dataDir = dataFolder()
    const writer = startChild('test/support/durability-writer.ts', [dataDir])
    await writer.waitFor(/^ack/)
    writer.process.kill('SIGKILL')
    await writer.ended
    const server = await openServer(configOf(dataDir), quietLogger, () => {})
    const cluster = path.join(dataDir, 'postgres', 'cluster')
    expect(isPostgresOf(readPostmasterPid(cluster)?.pid ?? -1, cluster)).toBe(true)
    await server.stop()
    expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(false)
  })
})

describe('a running PostgreSQL', () => {
  test('has fsync, full page writes, checksums and passwords on, and listens to nobody outside', async () => {
    const dataDir = dataFolder()
    const server = await openServer(configOf(dataDir), quietLogger, () => {})
    const client = await connectAsOwner(server.owner('internet'))
    const settings: Record<string, string> = {}
    for (const name of [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'data_checksums',
      'listen_addresses',
      'lc_collate',
      'server_encoding',
    ]) {
      const { rows } = await client.query<{ value: string }>(
        name === 'lc_collate'
          ? 'select datcollate as value from pg_database where datname = current_database()'
          : `select current_setting('${name}') as value`,
      )
      settings[name] = rows[0]?.value ?? ''
    }
    await client.end()
    expect(settings).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      lc_collate: 'C',
      server_encoding: 'UTF8',
    })
    expect(readFileSync(path.join(dataDir, 'postgres/cluster/pg_hba.conf'), 'utf8')).toBe(
      'local all all scram-sha-256\n',
    )
    const wrong = connectAsOwner({ ...server.owner('internet'), password: 'wrong' })
    await expect(wrong).rejects.toMatchObject({ code: '28P01' })
    await server.stop()
  })

  test('is started again when it is killed, and the pools find it', async () => {
    const dataDir = dataFolder()
    const server = await openServer(configOf(dataDir), quietLogger, () => {})
    const pid = readPostmasterPid(path.join(dataDir, 'postgres/cluster'))?.pid ?? -1
    process.kill(pid, 'SIGKILL')
    const until = Date.now() + 5000
    let answered = false
    while (!answered && Date.now() < until) {
      await sleep(50)
      const client = await connectAsOwner(server.owner('internet')).catch(() => undefined)
      answered = client !== undefined && readPostmasterPid(path.join(dataDir, 'postgres/cluster'))?.pid !== pid
      await client?.end()
    }
    expect(answered).toBe(true)
    await server.stop()
  })

  test('finds a byte that the disk has changed, says so, and never answers with wrong data', async () => {
    const dataDir = dataFolder()
    const first = await openServer(configOf(dataDir), quietLogger, () => {})
    const before = await connectAsOwner(first.owner('internet'))
    await before.query(`create table kept as select repeat('y', 3000) as text from generate_series(1, 20)`)
    const { rows } = await before.query<{ place: string }>(`select pg_relation_filepath('kept') as place`)
    await before.end()
    await first.stop()
    const file = path.join(dataDir, 'postgres', 'cluster', rows[0]?.place ?? '')
    const bytes = readFileSync(file)
    bytes[bytes.indexOf('yyyy') + 100] = 0x7a
    writeFileSync(file, bytes)

    const told: unknown[] = []
    const log = { ...quietLogger, error: (event: string, facts?: LogFacts) => told.push({ event, ...facts }) }
    const second = await openServer(configOf(dataDir), log, () => {})
    const after = await connectAsOwner(second.owner('internet'))
    await expect(after.query('select text from kept')).rejects.toMatchObject({ code: 'XX001' })
    await after.end()
    await second.stop()
    expect(told).toContainEqual({ event: 'database.says', code: 'XX001', state: 'ERROR' })
  })

  test('is not made anew when the one of this data folder lies elsewhere', async () => {
    const dataDir = emptyFolder()
    const elsewhere = emptyFolder()
    mkdirSync(path.join(dataDir, 'postgres'), { recursive: true })
    writeFileSync(path.join(elsewhere, 'PG_VERSION'), '18')
    writeFileSync(path.join(dataDir, 'postgres', 'location'), elsewhere)
    await expect(openServer(configOf(dataDir), quietLogger, () => {})).rejects.toThrow(/lies in .*Nothing was changed/)
    expect(existsSync(path.join(dataDir, 'postgres', 'cluster', 'PG_VERSION'))).toBe(false)
  })

  test('listens on loopback with a password where the path of a socket would be too long', async () => {
    const dataDir = path.join(emptyFolder(), 'a-rather-long-name-of-a-folder'.repeat(4))
    const server = await openServer(configOf(dataDir), quietLogger, () => {})
    expect(server.owner('internet').host).toBe('127.0.0.1')
    const client = await connectAsOwner(server.owner('internet'))
    await client.end()
    await server.stop()
  })
})
