import type { SubmissionMessages } from './messages.ts'

export const easy: SubmissionMessages = {
  back: 'ページの 一覧《いちらん》',
  checkTitle: '書《か》いた ことを 見《み》て ください',
  checkLead: (button) => `「${button}」を おすまで、何回《なんかい》でも 変《か》える ことが できます。`,
  incompleteTitle: (count) => `出《だ》す 前《まえ》に、${count}か所《しょ》を 直《なお》して ください`,
  change: '変《か》える',
  source: {
    card: 'マイナンバーカードから',
    account: 'サインインの 情報《じょうほう》から',
    before: '前《まえ》の 申《もう》し込《こ》みから',
    register: '市役所《しやくしょ》の 記録《きろく》から',
    photo: '写真《しゃしん》から',
    guide: 'ガイドの 答《こた》えから',
    page: '見《み》て いた ページから',
  },
  computedTitle: '書《か》いた ことから わかる こと',
  computedNote: '市役所《しやくしょ》が 見《み》て、決《き》めます。',
  feeTitle: 'お金《かね》',
  feeTotal: 'ぜんぶで',
  feeAfter: 'あとで、はらいかたを お知《し》らせします。',
  feeAmount: (each, quantity, all) => (quantity === 1 ? all : `${each} × ${quantity} ＝ ${all}`),
  warningsTitle: '読《よ》んで ください',
  warningsAcknowledge: '上《うえ》の ことを 読《よ》みました。このまま 出《だ》します。',
  warningsMissing: '「上《うえ》の ことを 読《よ》みました」に しるしを つけて ください',
  duplicateTitle: '同《おな》じ 申《もう》し込《こ》みが もう あります',
  duplicateOpen: (number, day) => `${day}の ${number} と 同《おな》じ ようです。`,
  declareTitle: '出《だ》す',
  declareTrue: '書《か》いた ことは 本当《ほんとう》です。',
  declareMissing: '「書《か》いた ことは 本当《ほんとう》です」に しるしを つけて ください',
  deliveryPortal:
    '答《こた》えの お知《し》らせを、この サイトの 受信箱《じゅしんばこ》で 受《う》け取《と》ります。受信箱《じゅしんばこ》に 来《き》た ときに、届《とど》いた ことに なります。',
  deliveryPortalOnly:
    '受信箱《じゅしんばこ》で 受《う》け取《と》る ことに しるしを つけて ください。紙《かみ》が いい 人《ひと》は、市役所《しやくしょ》に 来《き》て ください',
  submit: '出《だ》す',
  sign: '署名《しょめい》に 進《すす》む',
  waitTitle: 'キャンセル待《ま》ちに なります',
  waitText: 'いまは いっぱいです。空《あ》いた とき、順番《じゅんばん》に お知《し》らせします。',
  lotteryText: 'くじで 決《き》めます。あとで お知《し》らせします。',
  signOffer:
    'マイナンバーカードで 署名《しょめい》する ことも できます。署名《しょめい》すると、あなたが 出《だ》した ことが、あとからも わかります。署名《しょめい》しなくても 出《だ》す ことが できます。',
  signNotNeeded:
    '署名《しょめい》しなくても 出《だ》す ことが できます。前《まえ》の ページに もどって、出《だ》して ください。',
  signTitle: '署名《しょめい》して 出《だ》す',
  signLead:
    '下《した》の 文《ぶん》に、マイナンバーカードで 署名《しょめい》します。この 文《ぶん》が そのまま 市役所《しやくしょ》に 届《とど》きます。',
  signText: '署名《しょめい》する 文《ぶん》',
  signVersion: (hash) => `文《ぶん》の 番号《ばんごう》 ${hash}`,
  signButton: '署名《しょめい》する',
  signedTitle: '署名《しょめい》が できました',
  signedBy: (name) => `署名《しょめい》した 人《ひと》：${name}`,
  signedSubmit: '署名《しょめい》した ものを 出《だ》す',
  signFailed: {
    'bad-signature':
      '署名《しょめい》が できませんでした。もういちど して ください。書《か》いた ことは のこって います。',
    unreadable:
      'カードを 読《よ》む ことが できませんでした。もういちど して ください。書《か》いた ことは のこって います。',
    'unknown-issuer': 'この カードでは できません。マイナンバーカードを 使《つか》って ください。',
    'not-yet-valid': 'この カードは まだ 使《つか》えません。市役所《しやくしょ》に 聞《き》いて ください。',
    expired:
      'カードの 署名《しょめい》の 期限《きげん》が 切《き》れました。市役所《しやくしょ》で 新《あたら》しく して ください。下《した》の やりかたでも できます。',
    revoked:
      'カードの 署名《しょめい》は いま 使《つか》えません。市役所《しやくしょ》で 新《あたら》しく して ください。下《した》の やりかたでも できます。',
    unknown:
      'いま カードを 調《しら》べる ことが できません。あとで もういちど して ください。書《か》いた ことは のこって います。',
  },
  signOther: '申《もう》し込《こ》む 人《ひと》の カードで 署名《しょめい》して ください。',
  signAway:
    'いま 署名《しょめい》が できません。あとで もういちど して ください。書《か》いた ことは のこって います。',
  cannotSignTitle: 'カードで 署名《しょめい》が できない とき',
  cannotSignPrint: '書《か》いた ことを 紙《かみ》に 印刷《いんさつ》する（PDF）',
  cannotSignRule: (day) =>
    `${day}までに 市役所《しやくしょ》に 届《とど》けて ください。郵便《ゆうびん》は、市役所《しやくしょ》に 着《つ》いた 日《ひ》で 数《かぞ》えます。`,
  cannotSignDefault:
    '紙《かみ》に 印刷《いんさつ》して、市役所《しやくしょ》に 持《も》って きて ください。郵便《ゆうびん》でも いいです。市役所《しやくしょ》に 着《つ》いた 日《ひ》に 受《う》け付《つ》けます。',
  closedNow: 'この 手続《てつづ》きは いま できません。書《か》いた ことは のこって います。',
  full: 'ごめんなさい。いま いっぱいに なりました。ほかの ものを えらんで ください。書《か》いた ことは のこって います。',
  alreadyOpen: '同《おな》じ 申《もう》し込《こ》みが もう あります。受信箱《じゅしんばこ》を 見《み》て ください。',
  changedElsewhere:
    'ほかの 画面《がめん》で 書《か》いた ことが 変《か》わりました。もういちど 見《み》てから 出《だ》して ください。',
  stale:
    'ページが 古《ふる》く なって いました。まだ 出《だ》して いません。書《か》いた ことは のこって います。もういちど おして ください',
  declaration: '書《か》いた ことは 本当《ほんとう》です。',
  receiptTitle: '受《う》け付《つ》けました',
  receiptDone: (name) => `${name}：受《う》け付《つ》けました`,
  receiptNothing: 'いま する ことは ありません。直《なお》す ところが ある とき、お知《し》らせします。',
  receiptPayTickets: (amount) => `お金《かね》は ${amount} です。`,
  receiptPay: (amount) => `お金《かね》は ${amount} です。はらいかたは あとで お知《し》らせします。`,
  receiptWaiting: 'キャンセル待《ま》ちです。空《あ》いた とき、順番《じゅんばん》に お知《し》らせします。',
  receiptLottery: 'くじに 申《もう》し込《こ》みました。あとで お知《し》らせします。',
  receiptReserved: 'えらんだ 日《ひ》や 席《せき》を とりました。',
  receiptSecretTitle: 'いまの ようすを 見《み》る ための 合言葉《あいことば》',
  receiptSecret:
    '受付番号《うけつけばんごう》と この 合言葉《あいことば》で いつでも 見《み》る ことが できます。紙《かみ》に 書《か》いて ください。',
  receiptFlow: 'これからの こと',
  receiptStepDone: '受《う》け付《つ》けました',
  receiptStepReview: (section) => `${section}が 見《み》ます`,
  receiptStepReviewUntil: (day) => `${day}ごろまで`,
  receiptStepResult: '答《こた》えを お知《し》らせします',
  receiptTold: 'お知《し》らせが 来《く》る ところ',
  receiptToldMailbox: '受信箱《じゅしんばこ》',
  receiptToldMailboxValue: 'この サイトの 受信箱《じゅしんばこ》',
  receiptToldFollow: '受付番号《うけつけばんごう》と 合言葉《あいことば》',
  receiptToldFollowValue: 'この サイトの「受付番号《うけつけばんごう》で ようすを 見《み》る」',
  receiptToldMail: 'メール',
  receiptToldPost: '郵便《ゆうびん》',
  receiptToldPostValue: '答《こた》えの 紙《かみ》だけ、住所《じゅうしょ》に 届《とど》きます',
  receiptToldCounter: '市役所《しやくしょ》',
  receiptToldCounterValue: '答《こた》えの 紙《かみ》は 市役所《しやくしょ》で 受《う》け取《と》ります',
  receiptCopy: '控《ひか》えを 保存《ほぞん》する（PDF）',
  receiptCopyNote: '受付番号《うけつけばんごう》と、出《だ》した ことが ぜんぶ あります。',
  receiptView: '出《だ》した ことと いまの ようすを 見《み》る',
  receiptMailbox: '受信箱《じゅしんばこ》を 見《み》る',
  receiptForget: 'この スマホや パソコンの 記録《きろく》を 消《け》す',
  receiptForgetStale:
    'ページが 古《ふる》く なって いました。まだ 消《け》して いません。もういちど 下《した》の「記録《きろく》を 消《け》す」を おして ください',
  receiptForgetNote: '図書館《としょかん》などの パソコンでは、終《お》わったら 消《け》して ください。',
  copyTitle: '申請書《しんせいしょ》の 控《ひか》え',
  refusedTitle: 'まだ 出《だ》して いません',
  receiptSigned: (name) => `署名《しょめい》した 人《ひと》：${name}`,
  copyGeta:
    '〓は、この 紙《かみ》に 印刷《いんさつ》できない 文字《もじ》です。市役所《しやくしょ》には 正《ただ》しく 届《とど》いて います。',
}
