export const officePaperMessages = {
  title: '申請用紙を印刷する',
  lead: 'いま使っている版の用紙です。版が変わると、用紙も変わります。古い用紙で届いたものも受け付けます。',
  back: '紙の申請を受け付ける',
  caption: '手続ごとの用紙',
  procedure: '手続',
  files: {
    'form.pdf': '用紙',
    'form-large.pdf': '大きな文字',
    'form-easy.pdf': 'やさしい日本語',
    'guide-en.pdf': '英語の説明',
  },
  link: (file: string, procedure: string) => `${procedure}の${file}（PDF）`,
  none: '紙で出せる手続はありません。',
}
