import { defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { catalogueOf, type Finding, tellBroken } from '../procedures/index.ts'
import { startDraftCounts } from './drafts/counts.ts'
import { filesInUse } from './files-in-use.ts'
import { ownFileRoutes } from './files-surface.ts'
import { browseFiles, readBrowseCatalogue } from './home/topics.ts'
import { startClearing } from './jobs.ts'
import { startOffers } from './places/offers.ts'
import { portalRoutes } from './portal-routes.ts'
import { receiveFromOffice } from './relay.ts'
import { createPlaces } from './shared/places.ts'
import type { Portal } from './shared/portal.ts'
import { createTowns } from './shared/towns.ts'

/** Every problem of the files that the home page is browsed by, as they are now. */
export const checkBrowsing = (rootDir: string): readonly Finding[] => browseFiles.check(rootDir)

// ---- api: what programs may ask for, by the steps of the pages
export { type Examination, examineAnswers, type ProgramAnswers } from './by-program/examine.ts'
export { fileByProgram, type ProgramFiling, type ProgramOutcome } from './by-program/file.ts'
export {
  type CorrectionOutcome,
  correctByProgram,
  keptApplications,
  type ProgramView,
  viewForProgram,
  withdrawByProgram,
} from './by-program/own-application.ts'
export { dropProgramFile, programFileLimits, takeProgramFile } from './by-program/take-file.ts'
export { copyDrafts } from './copy-drafts.ts'
// ---- moving: a form of its own with the same look-ups and the same kind of secret
export { onlineFilers } from './drafts/visit.ts'
export { viewCatalogue } from './home/catalogue-view.ts'
export { searchProcedures } from './home/search.ts'
export { type ApplicationNews, type NewsDecision, type NewsKind, onNews } from './news.ts'
export { makeCode, readCode } from './shared/code.ts'
export { type Owner, ownerOf } from './shared/owner.ts'
export type { Portal } from './shared/portal.ts'
export { refusalOf, type SubmissionRefusal } from './submission/submit.ts'

/** What the portal's routes work with, made once for a zone. */
export function openPortal(services: ZoneServices): Portal {
  return {
    services,
    catalogue: catalogueOf(services),
    places: createPlaces(),
    cityMap: createTowns(services.config.rootDir),
  }
}

let background: readonly Repeating[] = []

function tellBrokenBrowsing(services: ZoneServices): void {
  const { config, cities } = services
  readBrowseCatalogue(config.rootDir, config)
  for (const { id } of cities) tellBroken(services, id, browseFiles.broken(config.rootDir), 'browsing')
}

/** オンライン申請: what residents use. Speaks with the office through the relay alone. */
export const portal = defineCapability({
  name: 'portal',
  japanese: 'オンライン申請',
  parts: {
    internet: {
      tables: [
        'draft',
        'bundle',
        'bundle_member',
        'applicant_file',
        'browser_grant',
        'parked_post',
        'lookup_attempt',
        'application',
        'notice',
        'correction',
        'letter',
        'capacity',
        'place',
        'published_draw',
        'receipt_counter',
      ],
      routes: (app, services, surface) => {
        if (surface === 'portal') portalRoutes(app, openPortal(services))
        if (surface === 'files') ownFileRoutes(app, { services })
      },
      start: (services) => {
        tellBrokenBrowsing(services)
        receiveFromOffice(services)
        background = [startClearing(services), startOffers(services), startDraftCounts(services)]
      },
      filesInUse,
      stop: async () => {
        for (const work of background) await work.stop()
        background = []
      },
    },
    // What is wrong with the files that the home page is made of is shown to the office, too.
    office: {
      tables: [],
      start: tellBrokenBrowsing,
    },
  },
})
