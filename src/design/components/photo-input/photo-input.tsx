import type { JSX } from 'preact'
import { FileInput, type FileInputProps } from '../file-input/file-input.tsx'

export type PhotoInputProps = Omit<FileInputProps, 'camera' | 'accept'>

/** Photos: taken now or chosen. The capture date is read from the file and shown beside it. */
export function PhotoInput(props: PhotoInputProps): JSX.Element {
  return <FileInput {...props} accept={['jpg', 'png']} camera multiple={props.multiple ?? true} />
}
