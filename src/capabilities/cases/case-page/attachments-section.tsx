import type { JSX } from 'preact'
import { formatShort } from '../../../civic/era.ts'
import { Button, DeskSection, Tag } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import type { Attachment } from '../store/attachments.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import type { CasePageProps } from './page.tsx'

/** Attachments beside the answers. Pictures are shown as re-encoded copies from the users' files origin; PDFs open there. */
export function AttachmentsSection(props: CasePageProps): JSX.Element {
  const { loaded } = props
  return (
    <DeskSection
      id="attachments"
      title={messages.attachments}
      end={messages.attachmentsCount(loaded.attachments.length)}
    >
      {loaded.attachments.length === 0 ? (
        <p class="sub">{messages.noAttachments}</p>
      ) : (
        <ul class="rows">
          {loaded.attachments.map((file) => (
            <li class="row">
              <One file={file} {...props} />
            </li>
          ))}
        </ul>
      )}
    </DeskSection>
  )
}

function One({ file, loaded, fileHref, may, hidden }: CasePageProps & { file: Attachment }): JSX.Element {
  const image = file.mediaType.startsWith('image/')
  const kind = image
    ? messages.fileKinds.image
    : file.mediaType === 'application/pdf'
      ? messages.fileKinds.pdf
      : messages.fileKinds.other
  const href = fileHref(file.fileId)
  return (
    <>
      <div>
        <a href={href} target="_blank" rel="noopener noreferrer">
          {file.content.name}
        </a>
        <p class="fine">
          {messages.fileFacts(kind, sizeOf(file.bytes))}
          {file.content.takenOn && `　${messages.takenOn(formatShort(file.content.takenOn))}`}
          {file.revision > 1 && `　${messages.lateFile}`}
        </p>
        {image && (
          <details>
            <summary>{messages.openFile}</summary>
            <img src={href} alt={file.content.name} loading="lazy" class="attachment" />
          </details>
        )}
      </div>
      {file.checkedAt !== null ? (
        <Tag label={messages.checked} tone="done" />
      ) : may.review && loaded.row.closed_at === null ? (
        <form method="post" action={`/cases/${loaded.row.id}/attachment-checks`}>
          <Hidden fields={[...hidden(), { name: 'file', value: file.fileId }]} />
          <Button kind="line" small label={messages.setChecked} about={file.content.name} />
        </form>
      ) : (
        <Tag label={messages.unchecked} tone="calm" />
      )}
    </>
  )
}

function sizeOf(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)}MB` : `${Math.max(1, Math.round(bytes / 1000))}KB`
}
