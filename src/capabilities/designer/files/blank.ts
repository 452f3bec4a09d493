import { renderScalar } from '../yaml/render.ts'

/** What a new procedure starts from. Every value is a sentence to write over; what the city decides is asked before. */
export interface BlankProcedure {
  readonly id: string
  readonly name: string
  readonly receiptPrefix: string
  /** Code of the section in charge. */
  readonly owner: string
  /** Matter of the 決裁区分 table. */
  readonly matter: string
}

/** The text of a small whole definition: a notification with one page, one field, one result, kept five years. */
export function blankProcedure({ id, name, receiptPrefix, owner, matter }: BlankProcedure): string {
  const text = (ja: string): string => `{ ja: ${renderScalar(ja)} }`
  return `# ${name.replaceAll(/[\r\n]/g, ' ')}
schema: 1
id: ${id}
kind: notification
receiptPrefix: ${receiptPrefix}
name: ${text(name)}
officialName: ${renderScalar(name)}
summary: ${text(`${name}ための手続です。`)}
searchWords: [${renderScalar(name)}]
topics: []
lifeEvents: []
legalBasis: []
owner: ${owner}

guide:
  who: ${text('市内に住んでいる方')}
  prepare: []
  minutes: 5
  fee: ${text('かかりません')}
  afterwards:
    - ${text('市が内容を確かめます')}
  paper: ${text('用紙を印刷して郵送できます。')}
  counter: ${text('担当課の窓口でできます。')}

filers:
  - { kind: self, label: { ja: 本人 }, channels: [online, counter, post] }
channels: [online, counter, post]
assurance: { accepted: [contact, account, account-verified, jpki-auth, jpki-sign], signature: none }
processing: { days: 14, counting: calendar-days, pausedBy: [correction] }
retention: { years: 5, from: completion }

pages:
  - id: first
    title: ${text('申請する方')}
    groups:
      - id: applicant
        title: ${text('申請する方')}
        fields:
          - id: name
            type: name
            label: ${text('名前')}

delivery: { ways: [portal] }
checklist:
  - { id: complete, label: 書かれた内容を確かめた }
approval: { matter: ${matter} }
outcomes:
  - { id: accepted, label: { ja: 受理 }, result: accepted, adverse: false }
letters: {}
`
}
