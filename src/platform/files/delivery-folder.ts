import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A sender writes under such a name and renames the file when it is complete (atomic in one file system). */
const unfinished = /^\.|\.(?:part|tmp|filepart|crdownload)$/i

/** A complete file that lies in a folder of deliveries. */
export interface DeliveredFile {
  /** The folder below the top that it lies in. */
  readonly folder: string
  readonly name: string
  readonly bytes: number
  read(): Promise<Buffer>
}

/** What became of a file: taken, refused for a reason in words, or left where it is with what follows in its folder. */
export type Taken = 'done' | 'wait' | { readonly refused: string }

/**
 * Takes in what lies in `<top>/<folder>/`, in the order of the names. What was taken moves to `done/`, what is refused to `refused/`
 * with the reason in a text file beside it. Broken off between taking and moving, a file comes again: `take` must know it.
 * Returns how many files were moved; a missing folder holds none.
 * @param folders which folders are looked into; `unknown` is told of each other one
 */
export async function emptyDeliveryFolder(
  top: string,
  {
    folders,
    unknown,
    take,
    now,
  }: {
    readonly folders: ReadonlySet<string>
    readonly unknown: () => void
    readonly take: (file: DeliveredFile) => Promise<Taken>
    readonly now: () => Date
  },
): Promise<number> {
  let moved = 0
  for (const folder of await namesIn(top)) {
    if (!folders.has(folder)) {
      unknown()
      continue
    }
    for (const name of await namesIn(path.join(top, folder))) {
      const file = path.join(top, folder, name)
      const facts = await lstat(file)
      // Links are not followed: a folder that others write into must not reach what only the program may read.
      if (unfinished.test(name) || !facts.isFile()) continue
      const taken = await take({ folder, name, bytes: facts.size, read: () => readFile(file) })
      if (taken === 'wait') break
      const aside = await moveTo(file, taken === 'done' ? 'done' : 'refused', now())
      if (taken !== 'done') await writeFile(`${aside}.txt`, `${taken.refused}\n`, { mode: 0o600 })
      moved += 1
    }
  }
  return moved
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** With the moment in front: the same name on another day stands beside it. */
async function moveTo(file: string, where: 'done' | 'refused', now: Date): Promise<string> {
  const folder = path.join(path.dirname(file), where)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const target = path.join(folder, `${now.toISOString().replaceAll(':', '')}-${path.basename(file)}`)
  await rename(file, target)
  return target
}
