import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundledBinaries } from '../platform/database/embedded/binaries.ts'
import { startEmbedded } from '../platform/database/embedded/cluster.ts'
import { generateTypes } from '../platform/database/generate-types.ts'
import { connectAsOwner, prepareDatabase } from '../platform/database/prepare.ts'
import { zones } from '../platform/zone.ts'
import type { Command, CommandContext } from './command.ts'

/** `types`: migrates a database of its own from empty and writes down the types of what came out. */
export const types: Command = {
  name: 'types',
  summary: 'Make the TypeScript types of the tables anew, from the migrations (for developers)',
  run: async ({ config, print }: CommandContext) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-types-'))
    const cluster = await startEmbedded({
      folder,
      binaries: bundledBinaries(path.join(folder, 'lib')),
      report: () => {},
      settings: ['fsync=off'],
    })
    try {
      await prepareDatabase(cluster.address, {
        zones,
        cityIds: [],
        naming: { prefix: 'yanagi', secret: 'unused' },
        migrationsFolder: config.migrationsDir,
        report: () => {},
      })
      const target = path.join(config.rootDir, 'src/platform/database/generated')
      mkdirSync(target, { recursive: true })
      const owner = await connectAsOwner(cluster.address)
      for (const zone of zones) {
        writeFileSync(path.join(target, `${zone}.ts`), await generateTypes(owner, zone))
        print(`src/platform/database/generated/${zone}.ts`)
      }
      await owner.end()
    } finally {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    }
    return 0
  },
}
