/** Why an uploaded file is not taken. One line each; the sentences are in `messages.*.ts`. */
export const fileRefusals = [
  /** Nothing in it. */
  'empty',
  /** More bytes than a file may have. */
  'too-large',
  /** Not a PDF, JPEG or PNG by its content, whatever its name says. */
  'type-not-accepted',
  /** A photo format of telephones that this machine can't read. */
  'heic-not-readable',
  /** More picture points than we open. */
  'too-many-pixels',
  /** An image or PDF that can't be read to its end. */
  'damaged',
  /** Two things in one file: an image that is also an archive, a page that is also a program. */
  'mixed-content',
  'known-malware',
  /** Unpacks to far more than it is. */
  'unpacks-too-large',
  'pdf-encrypted',
  /** JavaScript, programs to start, forms that send: a document for reading has none. */
  'pdf-active-content',
  'pdf-attached-files',
  'pdf-too-many-pages',
] as const

export type FileRefusal = (typeof fileRefusals)[number]
