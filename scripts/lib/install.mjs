import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fail, root, run } from './project.mjs'

const modules = path.join(root, 'node_modules')
const mark = path.join(modules, '.cache', 'yanagi-installed')

/** Installs the packages of the lock file when they are not there or the lock file has changed. */
export async function installPackages(say) {
  if (isInstalled()) return
  say('Installing packages (npm ci); this happens once …')
  const started = Date.now()
  const ticking = setInterval(() => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`), 5000)
  // Packages run no scripts of theirs: none of ours needs one, and it is one door less.
  const code = await run(npm(), ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(ticking)
  if (code !== 0) {
    fail(
      `The packages could not be installed (npm ci ended with ${code}). Check that this folder may be written (${root}) and that the npm registry can be reached ("npm ping"), then run the same command again.`,
    )
  }
  markInstalled()
  say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function isInstalled() {
  if (!existsSync(path.join(modules, 'esbuild', 'package.json'))) return false
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lockHash()) return true
  // Installed by hand ("npm ci", "npm install"): npm keeps its own picture of what it put there.
  if (!matchesLock()) return false
  markInstalled()
  return true
}

function matchesLock() {
  const hidden = path.join(modules, '.package-lock.json')
  if (!existsSync(hidden)) return false
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages ?? {}
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages ?? {}
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional === true || there[name]?.version === entry.version,
  )
}

function markInstalled() {
  mkdirSync(path.dirname(mark), { recursive: true })
  writeFileSync(mark, lockHash())
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}
