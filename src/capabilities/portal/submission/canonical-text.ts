import { formatEra } from '../../../civic/era.ts'
import type { SummarySection } from '../../procedures/index.ts'

/** What the text to sign is made of. The text is Japanese whatever language the person reads: it is the application itself. */
export interface CanonicalContent {
  readonly city: string
  readonly mayor: string
  readonly procedure: string
  readonly versionHash: string
  readonly filer: string
  /** Day of signing, Asia/Tokyo. */
  readonly signedOn: string
  readonly sections: readonly SummarySection[]
  readonly fee: number
  readonly files: readonly { readonly path: string; readonly name: string; readonly sha256: string }[]
}

/**
 * The exact text that is shown, signed and kept: one line for each answer in reading order, LF line ends, no trailing
 * spaces. A line break inside an answer goes on indented, so no answer can look like another line.
 */
export function canonicalText(content: CanonicalContent): string {
  const lines = [
    '申請書',
    '',
    `宛先：${oneLine(content.city)}　${oneLine(content.mayor)} 様`,
    `手続：${oneLine(content.procedure)}`,
    `申請する立場：${oneLine(content.filer)}`,
    `署名する日：${formatEra(content.signedOn)}`,
  ]
  for (const section of content.sections) {
    lines.push('', `■ ${oneLine(section.title.ja)}`)
    for (const row of section.rows) {
      const number = row.item === undefined ? '' : `（${row.item + 1}）`
      lines.push(`・${oneLine(row.label.ja)}${number}：${indented(row.text.ja)}`)
    }
  }
  if (content.fee > 0) lines.push('', `費用：${content.fee}円`)
  if (content.files.length > 0) {
    lines.push('', '■ 添付書類の確認番号（SHA-256）')
    for (const file of content.files) lines.push(`・${oneLine(file.name)}：${file.sha256}`)
  }
  lines.push('', '書いたことは、事実のとおりです。', `様式の確認番号：${content.versionHash}`, '')
  return lines.join('\n')
}

/** The bytes that are signed: UTF-8 of the text as it is, names byte for byte. */
export function canonicalBytes(content: CanonicalContent): Buffer {
  return Buffer.from(canonicalText(content), 'utf8')
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim()
}

function indented(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trimEnd())
  return lines.join('\n　　')
}
