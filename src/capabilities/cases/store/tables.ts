/** The office zone as this capability sees it; the types come from the live schema. */
export type {
  CaseAttachmentTable,
  CaseCheckTable,
  CaseFileTable,
  CaseLetterTable,
  OfficeDb as CasesDb,
} from '../../../platform/database/generated/office.ts'
