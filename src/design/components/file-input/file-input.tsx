import type { JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain } from '../../words/words.ts'
import { Button } from '../button/button.tsx'
import { ChoiceLine } from '../field/choice.tsx'
import { type FieldProps, FieldSet, fieldAria } from '../field/field.tsx'

export type HandIn = 'attached' | 'post' | 'counter' | 'register'
export type FileKind = 'pdf' | 'jpg' | 'png'

export interface AttachedFile {
  readonly id: string
  readonly name: string
  /** Size in words:「1.2MB」. */
  readonly size: string
  /** Capture date of a photo, in words. */
  readonly takenOn?: string
  readonly href?: string
}

export interface FileInputProps extends FieldProps {
  readonly files?: readonly AttachedFile[]
  readonly accept?: readonly FileKind[]
  /** Largest size of one file in MB. */
  readonly megabytes?: number
  readonly multiple?: boolean
  /** Other ways to hand the document in, besides attaching it here. */
  readonly alternatives?: readonly Exclude<HandIn, 'attached'>[]
  readonly how?: HandIn
  /** Opens the camera of a phone. */
  readonly camera?: boolean
}

const mediaTypes = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' } as const

/**
 * A document handed in. The file is sent with the page's form (multipart) under `<name>`; 「ファイルをつける」is
 * `do=attach:<name>`, 「外す」is `do=remove:<name>:<file id>`; another way is sent as `<name>.how`.
 */
export function FileInput(props: FileInputProps): JSX.Element {
  const {
    files = [],
    accept = ['pdf', 'jpg', 'png'],
    megabytes = 10,
    multiple,
    alternatives = [],
    how,
    camera,
    ...given
  } = props
  const messages = useMessages()
  const locale = useLocale()
  const rules = messages.fileRules(accept.map((kind) => kind.toUpperCase()).join('・'), megabytes)
  const field = { ...given, hint: given.hint ?? rules }
  return (
    <FieldSet field={field}>
      {files.length > 0 && <AttachedFiles name={field.name} files={files} />}
      <upload-progress
        class="stack"
        data-sending={plain(messages.uploading(0), locale)}
        data-failed={plain(messages.uploadFailed, locale)}
      >
        <div class="parts">
          <label class="part part-20" for={field.id}>
            <span>
              <Text words={camera ? messages.takePhoto : messages.chooseFile} />
            </span>
            <input
              class="input input-file"
              type="file"
              id={field.id}
              name={field.name}
              accept={accept.map((kind) => mediaTypes[kind]).join(',')}
              multiple={multiple}
              {...fieldAria(field)}
            />
          </label>
          <Button
            label={messages.attach}
            kind="line"
            icon={camera ? 'camera' : 'attach'}
            name="do"
            value={`attach:${field.name}`}
            unchecked
          />
        </div>
        <p class="hint" role="status" data-status />
      </upload-progress>
      {alternatives.length > 0 && (
        <fieldset class="alternatives">
          <legend class="part-label">
            <Text words={messages.handInHow} />
          </legend>
          <div class="choices">
            {(['attached', ...alternatives] as const).map((way) => (
              <ChoiceLine
                type="radio"
                id={`${field.id}.how.${way}`}
                name={`${field.name}.how`}
                value={way}
                label={messages.handIn[way]}
                checked={(how ?? 'attached') === way}
              />
            ))}
          </div>
        </fieldset>
      )}
    </FieldSet>
  )
}

function AttachedFiles({ name, files }: { name: string; files: readonly AttachedFile[] }): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <ul class="attached" aria-label={plain(messages.attachedFiles, locale)}>
      {files.map((file) => (
        <li>
          <Icon name="document" />
          <span>
            {file.href ? <a href={file.href}>{file.name}</a> : file.name}
            <span class="fine">
              {file.size}
              {file.takenOn && (
                <>
                  {'　'}
                  <Text words={messages.takenOn(file.takenOn)} />
                </>
              )}
            </span>
          </span>
          <Button
            label={messages.removeFile}
            kind="text"
            small
            name="do"
            value={`remove:${name}:${file.id}`}
            about={`：${file.name}`}
            unchecked
          />
        </li>
      ))}
    </ul>
  )
}
