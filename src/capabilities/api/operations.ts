import { listProcedures, readProcedure, readSchema, readVersion, readVersionSchema } from './catalogue/procedures.ts'
import { readClient, readRegister } from './catalogue/registers.ts'
import { deliverDataset } from './datasets/deliver.ts'
import { readDelivery } from './datasets/read-delivery.ts'
import { readApplication, withdrawApplication } from './filing/applications.ts'
import { sendAttachment } from './filing/attachments.ts'
import { answerCorrection, sendCorrectionAttachment } from './filing/corrections.ts'
import { fileApplication } from './filing/file.ts'
import { validateAnswers } from './filing/validate.ts'
import type { Operation } from './http/operation.ts'
import { describingOperations } from './openapi/serve.ts'

/** Everything that can be asked below `/api/v1`, besides a token. */
export const operations: readonly Operation[] = [
  ...describingOperations(() => operations),
  listProcedures,
  readProcedure,
  readSchema,
  readVersion,
  readVersionSchema,
  readRegister,
  readClient,
  validateAnswers,
  sendAttachment,
  fileApplication,
  readApplication,
  withdrawApplication,
  sendCorrectionAttachment,
  answerCorrection,
  deliverDataset,
  readDelivery,
]
