import type { FileRefusal } from './refusals.ts'

export const fileMessages: Record<FileRefusal, string> = {
  empty: 'ファイルの中身が空です。もう一度選んでください。',
  'too-large': 'ファイルが大きすぎます。1つ10MBまでです。写真なら小さいサイズで撮り直すか、分けて送ってください。',
  'type-not-accepted': 'PDF・JPEG・PNGのファイルを選んでください。',
  'heic-not-readable':
    'この形式（HEIC）の写真は開けません。スマートフォンの設定でJPEGにして選ぶか、画面を撮った画像を選んでください。',
  'too-many-pixels': '画像の縦横が大きすぎます。小さくしてから選んでください。',
  damaged: 'ファイルを最後まで読めませんでした。元のファイルを開けるか確かめて、もう一度選んでください。',
  'mixed-content': '1つのファイルに、別の種類のデータが入っています。画像やPDFとして保存し直して選んでください。',
  'known-malware': 'ウイルスの疑いがあるため、受け取れません。別のファイルを選んでください。',
  'unpacks-too-large': 'ファイルの中のデータが大きすぎて開けません。保存し直して選んでください。',
  'pdf-encrypted': 'パスワードのかかったPDFは受け取れません。パスワードを外して選んでください。',
  'pdf-active-content':
    '動くしかけ（プログラムや送信ボタン）のあるPDFは受け取れません。印刷用のPDFに保存し直して選んでください。',
  'pdf-attached-files': '別のファイルが添付されたPDFは受け取れません。添付を外して、1つずつ選んでください。',
  'pdf-too-many-pages': 'PDFのページが多すぎます。300ページまでに分けて選んでください。',
}
