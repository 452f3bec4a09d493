import { withoutReadings } from '../../../design/index.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ApplicantCopy } from '../../documents/index.ts'
import type { SummarySection } from '../../procedures/index.ts'
import { submissionMessages } from './messages.ts'

/** What a copy is made of; words and answers are Japanese, as the office files them. */
export interface PaperContent {
  readonly city: string
  readonly name: LocalText
  readonly officialName: string
  readonly sections: readonly SummarySection[]
  readonly head: readonly { readonly label: string; readonly text: string }[]
  readonly notes: readonly string[]
  readonly receiptNumber?: string
}

/** The data of the applicant's copy. */
export function paperOf(content: PaperContent): ApplicantCopy {
  const m = submissionMessages.ja
  return {
    city: content.city,
    lang: 'ja',
    title: `${withoutReadings(content.name.ja)}　${m.copyTitle}`,
    legalName: content.officialName,
    numberLabel: '受付番号',
    number: content.receiptNumber ?? '',
    head: content.head,
    notes: content.notes,
    sections: content.sections
      .filter((section) => section.rows.length > 0)
      .map((section) => ({
        title: withoutReadings(section.title.ja),
        rows: section.rows.map((row) => ({
          label: `${withoutReadings(row.label.ja)}${row.item === undefined ? '' : `（${row.item + 1}）`}`,
          text: row.text.ja,
        })),
      })),
    footer: `${content.city}　${content.receiptNumber ?? withoutReadings(content.name.ja)}`,
  }
}
