import { spawnSync } from 'node:child_process'
import { run } from './project.mjs'

/** Is this a Debian or Ubuntu on which we may install packages? */
export function mayInstall() {
  return works('apt-get', ['--version']) && rootCommand() !== undefined
}

/** Installs a package of the system; whoever calls looks whether it is there then. */
export async function installFromSystem(name) {
  const asRoot = rootCommand() ?? []
  await runAs(asRoot, ['apt-get', 'update', '-q'])
  await runAs(asRoot, ['apt-get', 'install', '-y', '-q', '--no-install-recommends', name])
}

export function works(program, args) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
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
