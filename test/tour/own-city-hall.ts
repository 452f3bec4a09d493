import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A city hall started for the tour, with fresh data that is removed afterwards. */
export interface OwnCityHall {
  readonly portal: string
  readonly office: string
  readonly dataDir: string
  stop(): Promise<void>
}

/** Starts the built program as its users do and waits until the portal answers. `dataDir` is an empty folder. */
export async function startOwnCityHall(
  rootDir: string,
  dataDir = mkdtempSync(path.join(tmpdir(), 'yanagi-tour-')),
): Promise<OwnCityHall> {
  const port = await freePorts()
  const child = spawn(
    process.execPath,
    [path.join(rootDir, 'scripts', 'yanagi.mjs'), 'start', '--data', dataDir, '--port', String(port)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, YANAGI_LOG: 'error' },
      // Ctrl-C is for the tour, which then stops it in order and removes its data.
      detached: true,
    },
  )
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(child, dataDir).then(() => process.exit(1)))
  const portal = `http://localhost:${port}`
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the city hall did not start:\n${said.join('')}`)
    if (await answers(`${portal}/`))
      return { portal, office: `http://localhost:${port + 1}`, dataDir, stop: () => stop(child, dataDir) }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop(child, dataDir)
  throw new Error(`the city hall did not answer within two minutes:\n${said.join('')}`)
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess, dataDir: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
  }
  rmSync(dataDir, { recursive: true, force: true })
}

/** The first of a row of ports that nobody uses: two cities with ten each. */
async function freePorts(): Promise<number> {
  for (let port = 4800; port < 9800; port += 40) {
    const free = await Promise.all(Array.from({ length: 16 }, (_unused, index) => isFree(port + index)))
    if (free.every(Boolean)) return port
  }
  throw new Error('no free ports between 4800 and 9800')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
