import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { LetterCallbacks } from './callbacks.ts'
import type { LetterMaterials } from './make-letter.ts'
import { messages } from './messages.ja.ts'
import { letterRoutes } from './routes.tsx'
import { startLetterWorker } from './worker.ts'

export type { LetterCallbacks } from './callbacks.ts'
export type { LetterDraft, LetterOrder } from './letter.ts'
export { letterDraft } from './letter.ts'
export { documentFor, type LetterMaterials } from './make-letter.ts'
export { orderLetter } from './order-letter.ts'
export { previewLetter } from './preview-letter.ts'
export { renderApplicantCopy } from './render-pdf.ts'
export { letterFilesInUse } from './store/files-in-use.ts'
export { findLetterFile } from './store/letters.ts'
export type { ApplicantCopy } from './templates/applicant-copy.ts'
export { voidLetters } from './void-letters.ts'

/** 文書管理: letters, their numbers, the seal, and the queue to print and post. */
export function documentsCapability(
  callbacks: (services: ZoneServices<'office'>) => LetterCallbacks,
  materials: (services: ZoneServices<'office'>) => LetterMaterials,
): Capability {
  let worker: Repeating | undefined
  return defineCapability({
    name: 'documents',
    japanese: '文書管理',
    parts: {
      office: {
        tables: ['letter', 'document_number'],
        navigation: [{ path: '/letters', label: messages.area, order: 30, permission: 'letters.send' }],
        routes: (app, services, surface) => {
          if (surface === 'office')
            letterRoutes(app, services as ZoneServices<'office'>, callbacks(services as ZoneServices<'office'>))
        },
        start: (services) => {
          const office = services as ZoneServices<'office'>
          worker = startLetterWorker(office, callbacks(office), materials(office))
        },
        stop: async () => {
          await worker?.stop()
        },
      },
    },
  })
}
