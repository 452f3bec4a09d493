import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { BrokenPromise } from './browser.ts'
import { type OwnCityHall, startOwnCityHall } from './own-city-hall.ts'
import { StaffMember } from './staff.ts'
import { stepsOf } from './steps.ts'
import { stories } from './stories.ts'
import { type Places, walk } from './walk.ts'

/**
 * `npm run tour [-- --url PORTAL --office OFFICE --out DIR --json --only PROCEDURE]`: the main job as a program, over real
 * HTTP, through the six procedures. Resolves with 1 at the first promise that is not kept.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const option = (name: string): string | undefined => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined)
  const rootDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const json = argv.includes('--json')
  const write = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  const url = option('--url')
  const own: OwnCityHall | undefined = url === undefined ? await startOwnCityHall(rootDir) : undefined
  const portal = url ?? own?.portal ?? ''
  const office = option('--office') ?? own?.office ?? nextPort(portal)
  const people = new Map<string, StaffMember>()
  const places: Places = {
    rootDir,
    portal,
    photo: await samplePhoto(),
    staff: (number) => {
      const known = people.get(number) ?? new StaffMember(office, number)
      people.set(number, known)
      return known
    },
  }
  const began = performance.now()
  try {
    for (const story of stories.filter(
      (each) => option('--only') === undefined || option('--only') === each.procedure,
    )) {
      if (!json) write(`${story.title} (${story.procedure})`)
      await walk(
        story,
        places,
        stepsOf(story.procedure, { json, out: path.resolve(option('--out') ?? 'tour-output'), write }),
      )
    }
    const ms = Math.round(performance.now() - began)
    write(json ? JSON.stringify({ ok: true, ms }) : `Every promise was kept, in ${(ms / 1000).toFixed(1)} s.`)
    return 0
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error
    write(json ? JSON.stringify({ ok: false, broken: error.message }) : `Broken: ${error.message}`)
    return 1
  } finally {
    await own?.stop()
  }
}

/** In the demonstration the office answers at the port after the portal's. */
function nextPort(portal: string): string {
  const address = new URL(portal)
  address.port = String(Number(address.port) + 1)
  return address.origin
}

async function samplePhoto() {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#37652f' } })
    .jpeg()
    .toBuffer()
  return { fileName: '写真.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }
}
