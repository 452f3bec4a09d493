import type { FileRefusal } from './refusals.ts'

export const fileMessages: Record<FileRefusal, string> = {
  empty: 'ファイルに 何《なに》も ありません。もう一度《いちど》 選《えら》んで ください。',
  'too-large': 'ファイルが 大《おお》きいです。1つ 10MBまでです。写真《しゃしん》を 小《ちい》さくして ください。',
  'type-not-accepted': 'PDF、JPEG、PNGの ファイルを 選《えら》んで ください。',
  'heic-not-readable':
    'この 写真《しゃしん》（HEIC）は 開《ひら》けません。JPEGの 写真《しゃしん》を 選《えら》んで ください。',
  'too-many-pixels': '画像《がぞう》が 大《おお》きいです。小《ちい》さくして、選《えら》んで ください。',
  damaged:
    'ファイルを 読《よ》めません。ファイルが 開《ひら》くか 見《み》て、もう一度《いちど》 選《えら》んで ください。',
  'mixed-content':
    '1つの ファイルに、ほかの データが 入《はい》って います。写真《しゃしん》か PDFに して、選《えら》んで ください。',
  'known-malware': 'ウイルスかも しれません。ほかの ファイルを 選《えら》んで ください。',
  'unpacks-too-large':
    'ファイルの 中《なか》が 大《おお》きいです。もう一度《いちど》 保存《ほぞん》して、選《えら》んで ください。',
  'pdf-encrypted': 'パスワードが ある PDFは 使《つか》えません。パスワードを なくして、選《えら》んで ください。',
  'pdf-active-content':
    'この PDFには プログラムが あります。印刷《いんさつ》する ための PDFを 選《えら》んで ください。',
  'pdf-attached-files': 'この PDFの 中《なか》に、ほかの ファイルが あります。1つずつ 選《えら》んで ください。',
  'pdf-too-many-pages': 'PDFの ページが 多《おお》いです。300ページまでに 分《わ》けて ください。',
}
