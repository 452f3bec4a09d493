// What the scripts share. They run before anything is installed, so they use nothing but Node itself.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Ends the script with words for a person. */
export function fail(message) {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}

export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (24 LTS recommended), then run the same command again.`,
  )
}

/** Runs a program with our terminal; resolves with its exit code. */
export function run(program, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
    child.once('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`)
      done(127)
    })
    child.once('exit', (code, signal) => done(code ?? (signal === null ? 1 : 128)))
  })
}
