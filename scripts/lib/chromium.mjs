import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run } from './project.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where the browser of the tests is; `YANAGI_CHROMIUM` names another one. */
export function findChromium() {
  return [process.env.YANAGI_CHROMIUM, ...places].find(
    (place) => place !== undefined && place !== '' && existsSync(place),
  )
}

/** Finds Chromium, or installs it from the system's packages when we may. Answers with its place, or with what to do. */
export async function ensureChromium(say) {
  const there = findChromium()
  if (there !== undefined) return { place: there }
  const asRoot = rootCommand()
  if (works('apt-get', ['--version']) && asRoot !== undefined) {
    say('Chromium is missing; installing it from the packages of the system …')
    await runAs(asRoot, ['apt-get', 'update', '-q'])
    await runAs(asRoot, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'])
    const installed = findChromium()
    if (installed !== undefined) return { place: installed }
  }
  return {
    words:
      'Chromium is missing, and the browser tests need it. Install it ("sudo apt-get install chromium"), or set YANAGI_CHROMIUM to the program of a Chrome or Chromium, then run the same command again.',
  }
}

/** Words to put before a command that needs root; undefined when we may not. */
function rootCommand() {
  if (process.getuid?.() === 0) return []
  return works('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

function runAs(prefix, command) {
  const [program, ...args] = [...prefix, ...command]
  return run(program, args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

function works(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
