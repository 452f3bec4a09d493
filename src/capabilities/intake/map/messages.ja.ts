/** What is said of a single delivered row. */
export const judgeMessages = {
  notAsked: 'この申請では聞かない項目です。答えには入れず、原本にだけ残しました',
  notRead: 'この行は読み取れませんでした。原本を見て、紙の申請として受け付けてください',
  notTaken: 'この行から案件を作れませんでした。原本を見て、紙の申請として受け付けてください',
  numberLeftOut: '（個人番号のため、取り込みませんでした）',
  lostLetter: '「〓」があります。相手のシステムで表せなかった文字です。正しい文字を確かめてください',
  attachmentRefused: (sentence: string): string => `${sentence}（原本の ZIP には残っています）`,
  attachmentWrongKind: (kinds: string): string =>
    `この書類は ${kinds} だけです。書類の答えには入れず、添付に残しました`,
  attachmentMissing: (name: string): string => `「${name}」という添付ファイルが、申請データの中にありません`,
  attachmentsTooMany: (max: number): string => `添付ファイルは${max}個までです。残りは原本の ZIP だけにあります`,
  numberEmpty: '相手の受付番号が空です。同じ申請が2件になるのを防げないので、取り込みません',
  numberLong: '相手の受付番号が長すぎます（80字まで）',
  arrivedEmpty: '届いた日時が空です。期限を数えられないので、取り込みません',
  arrivedUnreadable: (text: string): string =>
    `届いた日時「${text}」が読み取れません。期限を数えられないので、取り込みません`,
  arrivedLater: (text: string): string => `届いた日時「${text}」が、いまより後です`,
  codeUnknown: (code: string): string => `手続「${code}」は、この取り込みの定義にありません`,
  procedureUnknown: (id: string): string => `手続 ${id} は、この市で受け付けていません`,
  filerUnknown: (text: string): string => `申請者の区分「${text}」は、この取り込みの定義にありません`,
  uneven: (cells: number, header: number): string =>
    `列の数（${cells}）が、見出しの数（${header}）と違います。値が隣の列にずれているおそれがあります`,
  roles: { form: '様式', signature: '署名', verification: '署名の検証結果', values: '申請の内容' },
  signatureKept: '署名のファイルが付いています。この庁では検証していません。原本の ZIP に入っています',
  taken: '添付に入れました',
  kept: '原本だけ',
}
