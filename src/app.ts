import type { CityFile } from './app/city-files.ts'
import { demonstration } from './app/demonstration.tsx'
import { frontDoor } from './app/front-door.ts'
import { letterMaterials } from './app/letter-materials.ts'
import { api } from './capabilities/api/index.ts'
import { approvalsCapability, joinedOnDesk } from './capabilities/approvals/index.ts'
import { audit } from './capabilities/audit/index.ts'
import {
  caseApprovalCallbacks,
  caseFigures,
  caseLetterCallbacks,
  caseLookOf,
  casePaperStarts,
  cases,
  openCasesByVersion,
} from './capabilities/cases/index.ts'
import { designer, publicationsOnDesk } from './capabilities/designer/index.ts'
import { documentsCapability, previewLetter } from './capabilities/documents/index.ts'
import { caseLooks, identity } from './capabilities/identity/index.ts'
import { intake } from './capabilities/intake/index.ts'
import { movingCapability } from './capabilities/moving/index.ts'
import { navigator } from './capabilities/navigator/index.ts'
import {
  datasetApprovals,
  datasetSubject,
  datasetsOnDesk,
  derivedDatasets,
  opendata,
} from './capabilities/opendata/index.ts'
import { outbox } from './capabilities/outbox/index.ts'
import { paper } from './capabilities/paper/index.ts'
import { portal } from './capabilities/portal/index.ts'
import { proceduresCapability } from './capabilities/procedures/index.ts'
import { statistics } from './capabilities/statistics/index.ts'
import type { Capability } from './platform/capability.ts'

/**
 * The city hall: its capabilities in the order in which they start, and how they are joined where one has to tell
 * another something without knowing it. Reading this list is reading the map.
 */
export function cityHall(cities: readonly CityFile[]): readonly Capability[] {
  const fileOf = (cityId: string): CityFile | undefined => cities.find((each) => each.city.id === cityId)
  return [
    identity,
    caseLooks(caseLookOf),
    proceduresCapability({ offered: (cityId) => fileOf(cityId)?.procedures }),
    documentsCapability(caseLetterCallbacks, letterMaterials),
    approvalsCapability(caseApprovalCallbacks, {
      matters: (cityId) => fileOf(cityId)?.approvalMatters ?? [],
      preview: (services) => (wanted) => previewLetter(services, letterMaterials(services), wanted),
      subjects: (services) => ({ [datasetSubject]: datasetApprovals(services) }),
      elsewhere: (services) => joinedOnDesk(publicationsOnDesk(services), datasetsOnDesk(services)),
    }),
    navigator,
    opendata,
    paper,
    portal,
    cases,
    intake,
    movingCapability(casePaperStarts),
    api,
    designer((services) => ({
      openCases: (cityId, procedureId) => openCasesByVersion(services, cityId, procedureId),
      seal: letterMaterials(services).seal,
    })),
    statistics(caseFigures),
    derivedDatasets(caseFigures),
    audit,
    outbox,
    frontDoor,
    demonstration,
  ]
}
