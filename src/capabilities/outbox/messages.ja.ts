export const outboxMessages = {
  title: '送ったことになっているメール',
  demo: 'これはデモのページです',
  explain: 'デモではメールを外に出しません。実際なら届くメールを、新しい順にここで見られます。架空の人あての内容です。',
  none: 'メールはまだありません',
  noneNote: '申請や確認コードの送信をすると、ここに出ます。',
  to: '宛先',
  at: '時刻',
  home: 'ホームへ戻る',
}
export type OutboxMessages = typeof outboxMessages
