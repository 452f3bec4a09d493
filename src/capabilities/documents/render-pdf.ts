import type { SettingResult, Typesetter } from '../../platform/typesetter/typesetter.ts'
import { type ApplicantCopy, applicantCopySource } from './templates/applicant-copy.ts'

/** The applicant's copy as PDF/A. Refuses with the characters that the font can't draw. */
export function renderApplicantCopy(typesetter: Typesetter, copy: ApplicantCopy, at: Date): Promise<SettingResult> {
  return typesetter.set({ sources: { '/main.typ': applicantCopySource }, main: '/main.typ', data: copy, at })
}
