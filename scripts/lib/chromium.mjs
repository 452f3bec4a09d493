import { existsSync } from 'node:fs'
import { installFromSystem, mayInstall } from './system-packages.mjs'

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
  if (mayInstall()) {
    say('Chromium is missing; installing it from the packages of the system …')
    await installFromSystem('chromium')
    const installed = findChromium()
    if (installed !== undefined) return { place: installed }
  }
  return {
    words:
      'Chromium is missing, and the browser tests need it. Install it ("sudo apt-get install chromium"), or set YANAGI_CHROMIUM to the program of a Chrome or Chromium, then run the same command again.',
  }
}
