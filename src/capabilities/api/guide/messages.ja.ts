/** The page for people who write programs: what there is, and examples to copy. Commands are the same in every language. */
export const guideMessages = {
  title: 'APIの使い方（開発者の方へ）',
  home: '手続のトップ',
  lead: 'この市の手続を、プログラムから調べ、内容を確かめ、申請し、進み具合を見るための入口です。手続の定義から作っているので、画面と同じ項目、同じ決まりです。',
  files: '機械が読む説明',
  openapi: 'OpenAPI 3.1',
  openapiNote: 'すべての操作と、手続ごとの回答の形',
  client: 'TypeScriptのクライアント',
  clientNote: 'OpenAPIから作った1つのファイル',
  metadata: 'OAuthの情報',
  metadataNote: '許可（トークン）のもらい方（RFC 8414）',
  readTitle: '手続を調べる（登録はいりません）',
  read: [
    '一覧、検索、手続ごとの回答の形（JSON Schema）は、だれでも読めます。ETagを付けて聞くと、変わっていないときは304を返します。',
  ],
  tokenTitle: '許可をもらう',
  token: [
    '申請を送るシステムは、先に市が登録します。クライアントIDと合言葉（または署名）で、10分間使える許可をもらいます。',
  ],
  validateTitle: '内容を確かめる',
  validate: ['直すところ、計算した値、手数料、期限が返ります。何も保存しません。'],
  submitTitle: '申請を送る',
  submit: [
    '申請ごとに決めた Idempotency-Key を付けます。同じ鍵で同じ内容をもう一度送っても、申請は1件です。',
    '署名がいる手続は、確かめたときに返る文の、そのままのバイト列に署名して、証明書と一緒に送ります。',
  ],
  statusTitle: '進み具合を見る',
  status: [
    '見られるのは、自分が送った申請だけです。決定は、申請した方に知らせます。申請した方が同意し、申請に resultAgreed を付けたときは、結果もわかります（理由や通知書は入りません）。',
    '直すところ（補正）は、書類も送れます。先に書類を送り、返った fileId を答えに書きます。',
  ],
  webhookTitle: 'Webhookで知らせを受ける',
  webhook: [
    '知らせには、受付番号と出来事の名前が入っています（決定の結果は、申請した方が同意したときだけ）。届いたら、署名と時刻を確かめてから使ってください。',
    '2xxを返すまで、約2日間くり返します。webhook-id が同じものは、同じ知らせです。',
  ],
  versionsTitle: '変わり方の約束',
  versions: [
    '/v1 の間は、項目や操作が増えることはあっても、なくなったり意味が変わったりしません。知らない項目は読み飛ばしてください。',
    '手続の版は、公開のたびに変わります。版を指定した申請は、版が変わっていれば409で断ります。',
  ],
  proceduresTitle: '手続ごとの回答の形',
  procedureColumn: '手続',
  schemaColumn: '回答の形（JSON Schema）',
  askTitle: '登録したいとき',
  ask: (phone: string): string =>
    `市役所（電話 ${phone}）に、システムの名前、扱う手続、本人確認のしかたを伝えてください。`,
}
export type GuideMessages = typeof guideMessages
