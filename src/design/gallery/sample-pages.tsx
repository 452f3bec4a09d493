import type { GalleryPage } from './gallery.tsx'
import { approvalSample } from './samples/approval.tsx'
import { caseSample } from './samples/case.tsx'
import { easySample } from './samples/easy.tsx'
import { formSample } from './samples/form.tsx'
import { alarmSample, homeSample } from './samples/home.tsx'
import { procedureSample } from './samples/procedure.tsx'
import { queueSample } from './samples/queue.tsx'
import { receiptSample } from './samples/receipt.tsx'
import { checkSample, tasksSample } from './samples/tasks.tsx'

/** Whole pages made of the components, with fictional contents: how things stand together. */
export const samplePages: readonly GalleryPage[] = [
  homeSample,
  alarmSample,
  procedureSample,
  easySample,
  formSample,
  tasksSample,
  checkSample,
  receiptSample,
  queueSample,
  caseSample,
  approvalSample,
]
