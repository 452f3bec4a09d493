import type { FileRefusal } from './refusals.ts'

export const fileMessages: Record<FileRefusal, string> = {
  empty: 'The file is empty. Choose it again.',
  'too-large': 'The file is too large. Each file may have up to 10 MB: take a smaller photo, or send it in parts.',
  'type-not-accepted': 'Choose a PDF, JPEG or PNG file.',
  'heic-not-readable':
    'This photo format (HEIC) cannot be opened here. Set your phone to JPEG, or choose a screenshot of the photo.',
  'too-many-pixels': 'The picture is too wide or too high. Make it smaller and choose it again.',
  damaged: 'The file could not be read to its end. Check that it opens on your device, then choose it again.',
  'mixed-content': 'The file holds data of another kind. Save it again as a picture or PDF and choose that.',
  'known-malware': 'The file may hold a virus and cannot be taken. Choose another file.',
  'unpacks-too-large': 'The data inside the file is too large to open. Save it again and choose that.',
  'pdf-encrypted': 'A PDF with a password cannot be taken. Remove the password and choose it again.',
  'pdf-active-content':
    'A PDF with programs or send buttons cannot be taken. Save it as a PDF for printing and choose that.',
  'pdf-attached-files': 'A PDF with other files attached cannot be taken. Choose each file by itself.',
  'pdf-too-many-pages': 'The PDF has too many pages. Split it into files of up to 300 pages.',
}
