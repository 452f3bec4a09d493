import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'

const base = mkdtempSync(path.join(os.tmpdir(), 'yanagi-start-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

interface Run {
  readonly output: () => string
  readonly ended: Promise<number | null>
  signal(name: NodeJS.Signals): void
}

function run(...args: string[]): Run {
  const child = spawn(process.execPath, ['scripts/yanagi.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
  return {
    output: () => text,
    ended: new Promise((done) => child.once('exit', done)),
    signal: (name) => child.kill(name),
  }
}

/** Ten ports in a row for each of the two cities, none of them in use now. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + Math.floor(Math.random() * 30_000); ; port += 20) {
    const taken = await Promise.all(Array.from({ length: 20 }, (_, at) => isTaken(port + at)))
    if (!taken.includes(true)) return port
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = net.createServer().once('error', () => answer(true))
    server.listen(port, '127.0.0.1', () => server.close(() => answer(false)))
  })
}

async function untilServing(port: number, started: Run): Promise<void> {
  let over = false
  void started.ended.then(() => {
    over = true
  })
  while (!over) {
    const answer = await fetch(`http://localhost:${port}/`).catch(() => undefined)
    if (answer !== undefined && answer.status < 500) return
    await sleep(20)
  }
  throw new Error(`The start ended: ${started.output()}`)
}

describe('npm start', () => {
  const data = path.join(base, 'data')

  test('serves, refuses a second one on its folder and its ports, stops in order, and starts again within two seconds', async () => {
    const port = await freePort()
    const first = run('start', '--data', data, '--port', String(port))
    await untilServing(port, first)
    await expect.poll(first.output).toContain(`http://localhost:${port}/`)

    const second = run('start', '--data', data, '--port', String(port + 100))
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/already runs on the data folder .*--data DIR/)

    const other = path.join(base, 'an other')
    const third = run('start', '--data', other, '--port', String(port))
    expect(await third.ended).toBe(1)
    expect(third.output()).toContain(`Port ${port} can not be used: another program uses it.`)
    expect(third.output()).toContain(`npm start -- --data '${other}' --port ${port + 100}\n`)
    // Found out before anything was made.
    expect(existsSync(other)).toBe(false)

    first.signal('SIGINT')
    expect(await first.ended).toBe(0)
    expect(first.output()).toContain('Stopped.')
    expect(readdirSync(path.join(data, 'postgres', 'cluster'))).not.toContain('postmaster.pid')

    const began = Date.now()
    const again = run('start', '--data', data, '--port', String(port))
    await untilServing(port, again)
    // Two seconds on a machine that does nothing else; tests run beside.
    expect(Date.now() - began).toBeLessThan(8000)
    again.signal('SIGTERM')
    expect(await again.ended).toBe(0)
  }, 120_000)
})

describe('a start that can not be', () => {
  const refused = async (...args: string[]): Promise<string> => {
    const started = run('start', ...args)
    expect(await started.ended).not.toBe(0)
    expect(started.output()).not.toMatch(/\n\s+at /)
    return started.output()
  }

  test('names a data folder of a newer version, and leaves it', async () => {
    const newer = path.join(base, 'newer')
    mkdirSync(newer)
    writeFileSync(path.join(newer, 'yanagi.json'), '{"format":99}')
    expect(await refused('--data', newer)).toMatch(/newer version of this program/)
    expect(readdirSync(newer)).toEqual(['yanagi.json'])
  })

  test('names a data folder that is none', async () => {
    writeFileSync(path.join(base, 'file'), '')
    expect(await refused('--data', path.join(base, 'file'))).toMatch(/is not a folder.*--data DIR/s)
    const below = await refused('--data', path.join(base, 'file', 'below'))
    expect(below).toMatch(/can't be made: .*file is not a folder.*--data DIR/s)
  })

  test.runIf(existsSync('/proc/self'))('ends at once where no folder can be made', async () => {
    expect(await refused('--data', '/proc/yanagi')).toMatch(/\/proc takes no new folders.*--data DIR/s)
  })

  test('names every problem of a city file', async () => {
    const city = path.join(base, 'city.yaml')
    writeFileSync(city, 'id: Big City\nname: ""\n')
    const output = await refused('--data', path.join(base, 'unused'), '--city', city)
    for (const word of ['id', 'name', 'mayor', 'phone', 'hours']) expect(output).toContain(`city.yaml: ${word}`)
  })

  test('names every setting that is not right, and an unknown option', async () => {
    expect(await refused('--port', 'four')).toMatch(/YANAGI_PORT \(--port\): must be a whole number/)
    expect(await refused('--prot', '4')).toMatch(/no option "--prot"; did you mean "--port"\?.*start --help/s)
    expect(await refused('--nonsense')).toMatch(/no option "--nonsense"\.\n/)
    expect(await refused('--port')).toMatch(/"--port" needs a value/)
  })
})

describe('help', () => {
  test('lists the commands and every setting', async () => {
    const help = run('help')
    expect(await help.ended).toBe(0)
    for (const word of [
      'start',
      'init',
      'backup',
      'restore',
      'doctor',
      'keys',
      'procedures check',
      'guides check',
      'audit verify',
      'tour',
      'bench',
      'YANAGI_DATA',
      'DATABASE_URL',
    ]) {
      expect(help.output()).toContain(word)
    }
  })

  test('of an unknown command says which there are', async () => {
    const unknown = run('fly')
    expect(await unknown.ended).toBe(2)
    expect(unknown.output()).toMatch(/no command "fly"\. The commands are: start, /)
  })
})
