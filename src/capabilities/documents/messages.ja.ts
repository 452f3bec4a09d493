/** Every sentence of 文書管理 that a member of staff reads. */
export const messages = {
  area: '通知書',
  missingGlyphs: (characters: readonly string[]): string =>
    `通知書の文字に、印刷できない字があります（${characters.map((each) => `「${each}」U+${[...each].map((one) => (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')).join(' U+')}`).join('、')}）。代わりの字を決めて、案件から直してください。`,
  templateBroken: '通知書のひな形を組めませんでした。ひな形を直してから、もう一度作ってください。',
  queue: {
    title: '発送する通知書',
    lead: '印刷して郵送するもの、窓口で渡すものが並びます。受信箱で渡すものは、自動で届きます。',
    none: '発送を待っている通知書はありません。',
    columns: {
      title: '通知書',
      number: '文書番号',
      receipt: '受付番号',
      section: '所属',
      delivery: '渡し方',
      state: '状態',
      act: 'すること',
    },
    delivery: { portal: '受信箱', post: '郵送', counter: '窓口' },
    states: {
      ordered: '作成中',
      made: '発送待ち',
      failed: '作れませんでした',
      sent: '発送済み',
      'handed-over': '交付済み',
      void: '無効',
    },
    open: 'PDFをひらく',
    sent: '郵送した',
    handedOver: '窓口で渡した',
    again: 'もう一度作る',
    done: {
      sent: '郵送を記録しました。',
      'handed-over': '窓口での交付を記録しました。',
      again: 'もう一度作ります。できあがると、この一覧に出ます。',
    },
    voided: '決定が取り消されたため、この通知書は無効です。送ったり渡したりしないでください。',
    already: 'ほかの人が先に記録しました。いまの状態を確かめてください。',
  },
  seals: {
    title: '公印使用簿',
    none: '公印を使った通知書は、まだありません。',
    columns: { at: '使った日時', title: '通知書', number: '文書番号', receipt: '受付番号', section: '所属' },
    more: 'つづきをみる',
    back: '発送する通知書',
  },
} as const
