import type { Locale } from '../platform/i18n/local-text.ts'

/** What a person reads when a request ends elsewhere: what happened, that nothing was lost, what to do now. */
export interface ErrorWords {
  readonly title: string
  readonly lines: readonly string[]
}

export type ErrorKey =
  | 'not-found'
  | 'forbidden'
  | 'cross-site'
  | 'too-large'
  | 'too-many'
  | 'stale'
  | 'unavailable'
  | 'broken'
  | 'unreadable'

export const errorWords: Readonly<Record<Locale, Readonly<Record<ErrorKey, ErrorWords>>>> = {
  ja: {
    'not-found': {
      title: 'ページが見つかりません',
      lines: ['アドレスが変わったか、消えたページです。', '手続きは、トップページの「さがす」から見つけられます。'],
    },
    forbidden: {
      title: 'このページは見られません',
      lines: ['このページを見るための権限がありません。', '必要なときは、所属の管理者に聞いてください。'],
    },
    'cross-site': {
      title: '安全のため、受け付けませんでした',
      lines: [
        'この画面の外から送られたため、受け付けませんでした。何も変わっていません。',
        'もう一度ページを開いて、そこから操作してください。',
      ],
    },
    'too-large': {
      title: '送った内容が大きすぎます',
      lines: [
        'ファイルは1つ10MBまでです。',
        '前の画面に戻り、小さいファイルを選んでください。ほかの入力は残っています。',
      ],
    },
    'too-many': {
      title: '少し待ってください',
      lines: [
        '短い時間に何度も操作がありました。',
        '少し待ってから、もう一度お試しください。入力した内容は残っています。',
      ],
    },
    stale: {
      title: 'この画面は古くなっています',
      lines: ['別の画面で内容が変わりました。', 'ページを開き直して、続けてください。保存した内容は残っています。'],
    },
    unavailable: {
      title: 'いま、つながりにくくなっています',
      lines: [
        'こちらの都合で、いま処理できません。保存した内容は残っています。',
        '少し待ってから、もう一度お試しください。',
      ],
    },
    broken: {
      title: '申し訳ありません。処理できませんでした',
      lines: [
        'こちらの不具合です。保存した内容は残っています。',
        '少し待ってから、もう一度お試しください。続くときは、下の番号を電話で伝えてください。',
      ],
    },
    unreadable: { title: '送られた内容を読み取れませんでした', lines: ['前の画面に戻り、もう一度送ってください。'] },
  },
  easy: {
    'not-found': {
      title: 'ページが ありません',
      lines: [
        'この ページは もう ありません。',
        '手続《てつづ》きは、はじめの ページの「さがす」で 見《み》つけて ください。',
      ],
    },
    forbidden: {
      title: 'この ページは 見《み》る ことが できません',
      lines: ['あなたは この ページを 見《み》る ことが できません。'],
    },
    'cross-site': {
      title: '安全《あんぜん》の ために、受《う》けつけませんでした',
      lines: [
        'ほかの ページから 送《おく》られました。何《なに》も 変《か》わって いません。',
        'もう 一度《いちど》 ページを ひらいて ください。',
      ],
    },
    'too-large': {
      title: 'ファイルが 大《おお》きすぎます',
      lines: [
        'ファイルは 1つ 10MBまで です。',
        '前《まえ》の ページに もどって、小《ちい》さい ファイルを えらんで ください。',
      ],
    },
    'too-many': {
      title: '少《すこ》し 待《ま》って ください',
      lines: [
        '短《みじか》い 時間《じかん》に 何度《なんど》も おしました。',
        '少《すこ》し 待《ま》ってから、もう 一度《いちど》 して ください。',
      ],
    },
    stale: {
      title: 'この ページは 古《ふる》いです',
      lines: [
        'ほかの ページで 内容《ないよう》が 変《か》わりました。',
        'ページを もう 一度《いちど》 ひらいて ください。',
      ],
    },
    unavailable: {
      title: '今《いま》、使《つか》えません',
      lines: [
        '市役所《しやくしょ》の コンピューターの 問題《もんだい》です。書《か》いた 内容《ないよう》は あります。',
        '少《すこ》し 待《ま》ってから、もう 一度《いちど》 して ください。',
      ],
    },
    broken: {
      title: 'すみません。できませんでした',
      lines: [
        '市役所《しやくしょ》の コンピューターの 問題《もんだい》です。書《か》いた 内容《ないよう》は あります。',
        '少《すこ》し 待《ま》ってから、もう 一度《いちど》 して ください。また できない ときは、下《した》の 番号《ばんごう》を 電話《でんわ》で 教《おし》えて ください。',
      ],
    },
    unreadable: {
      title: '読《よ》む ことが できませんでした',
      lines: ['前《まえ》の ページに もどって、もう 一度《いちど》 送《おく》って ください。'],
    },
  },
  en: {
    'not-found': {
      title: 'Page not found',
      lines: [
        'The address has changed or the page is gone.',
        'You can find a procedure with the search on the home page.',
      ],
    },
    forbidden: { title: 'You cannot see this page', lines: ['You do not have permission to see this page.'] },
    'cross-site': {
      title: 'We did not accept this, to keep you safe',
      lines: [
        'It was sent from outside this site. Nothing has changed.',
        'Please open the page again and continue from there.',
      ],
    },
    'too-large': {
      title: 'What you sent is too large',
      lines: ['A file may be up to 10 MB.', 'Go back and choose a smaller file. Your other answers are kept.'],
    },
    'too-many': {
      title: 'Please wait a moment',
      lines: ['There were many attempts in a short time.', 'Wait a little and try again. What you entered is kept.'],
    },
    stale: {
      title: 'This page is out of date',
      lines: [
        'The contents were changed in another window.',
        'Open the page again and continue. What was saved is kept.',
      ],
    },
    unavailable: {
      title: 'The service is busy right now',
      lines: ['We cannot process this at the moment. What was saved is kept.', 'Please wait a little and try again.'],
    },
    broken: {
      title: 'Sorry, that did not work',
      lines: [
        'The fault is ours. What was saved is kept.',
        'Please try again in a little while. If it happens again, call us and tell us the number below.',
      ],
    },
    unreadable: { title: 'We could not read what was sent', lines: ['Please go back and send it again.'] },
  },
}
