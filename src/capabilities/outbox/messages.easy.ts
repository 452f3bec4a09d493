import type { OutboxMessages } from './messages.ja.ts'

export const outboxMessages: OutboxMessages = {
  title: 'メールの 箱《はこ》',
  demo: 'これは 練習《れんしゅう》の ページです',
  explain:
    '練習《れんしゅう》では、メールを 外《そと》に 出《だ》しません。ここで メールを 読《よ》みます。新《あたら》しい メールが 上《うえ》です。本当《ほんとう》の 人《ひと》では ありません。',
  none: 'メールは まだ ありません',
  noneNote: '申《もう》し込《こ》みを すると、ここに 出《で》ます。',
  to: '送《おく》る 相手《あいて》',
  at: '時間《じかん》',
  home: 'はじめの ページに 戻《もど》る',
}
