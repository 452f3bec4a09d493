/** What a mail says: what happened, and what the person does next. `by` is the last day, where there is one. */
export const ja = {
  /** The subject names what happened; the number tells applications apart. */
  subject: (what: string, number: string): string => `【お知らせ】${what}（${number}）`,
  opening: (procedure: string, number: string): string =>
    `「${procedure}」（受付番号 ${number}）についてのお知らせです。`,
  look: {
    mailbox: (city: string): string =>
      `くわしくは、${city}のデジタル市役所を開き、サインインして「受信箱」をごらんください。`,
    number: (city: string): string =>
      `くわしくは、${city}のデジタル市役所を開き、「受付番号で状況をみる」に、受付番号と合言葉を入れてください。`,
  },
  closing: 'このメールに、お名前や申請の内容、リンクは入れていません。このメールには返信できません。',
  submitted: {
    what: '申請が市に届きました',
    next: '担当の課が内容を確かめます。お願いすることができたときは、またメールでお知らせします。',
  },
  submittedWithFee: {
    what: '申請が市に届きました',
    next: '費用がかかる手続きです。いくらを、いつ、どう払うかを確かめてください。',
  },
  received: {
    what: '申請を受け付けました',
    next: '担当の課が内容を確かめます。いま、していただくことはありません。',
  },
  'awaiting-payment': {
    what: '費用を払ってください',
    next: (by: string): string => `${by}までに費用を払ってください。払うと、手続きが先に進みます。`,
    nextAnyTime: '費用を払うと、手続きが先に進みます。払い方を確かめてください。',
  },
  correction: {
    what: '直してほしいところがあります',
    next: (by: string): string =>
      `${by}までに、直した内容を送ってください。直すところと理由は、お知らせに書いてあります。`,
  },
  'correction-extended': {
    what: '直す期限を変えました',
    next: (by: string): string => `${by}までに、直した内容を送ってください。`,
  },
  'decision-letter': {
    what: '結果が決まり、通知書ができました',
    next: '通知書を開いて、結果を確かめてください。',
  },
  'decision-post': {
    what: '結果が決まりました',
    next: '通知書は郵送でお送りします。届いたら、確かめてください。',
  },
  'decision-counter': {
    what: '結果が決まりました',
    next: '通知書は窓口でお渡しします。受付番号をお知らせください。',
  },
  decision: {
    what: '結果が決まりました',
    next: '結果を確かめてください。',
  },
  completed: {
    what: '手続きがすべて済みました',
    next: '決まったことを確かめられます。していただくことはありません。',
  },
  amended: {
    what: '市が通知書の誤りを直しました',
    next: '直したところを確かめてください。決定した日と効力は変わりません。',
  },
  cancelled: {
    what: '市が決定を取り消しました',
    next: '取り消した理由と、不服があるときの手続きを確かめてください。わからないことは、担当の課に聞いてください。',
  },
  hearing: {
    what: '市が決定の取消しを考えています',
    next: (by: string): string =>
      `取り消す前に、あなたの意見を聴きます（${by}）。意見の言い方は、お知らせに書いてあります。いまの決定は、まだ有効です。`,
    nextAnyTime: '取り消す前に、あなたの意見を聴きます。意見の言い方は、お知らせに書いてあります。',
  },
  'hearing-end': {
    what: '市は決定を取り消さないことにしました',
    next: 'いまの決定は、そのままです。していただくことはありません。',
  },
  expired: {
    what: '期限が過ぎたため、申請が終わりました',
    next: '必要なときは、もういちど申請してください。',
  },
  withdrawn: {
    what: '申請の取下げを受け付けました',
    next: 'この申請は終わりました。必要なときは、新しく申請してください。',
  },
  'place-offered': {
    what: '席や枠が空きました',
    next: (by: string): string =>
      `${by}までに、「席をもらう」か「辞退する」をお返事ください。過ぎると、次の方に回ります。`,
    nextAnyTime: '「席をもらう」か「辞退する」をお返事ください。',
  },
  'place-reserved': {
    what: '席や枠を確保しました',
    next: '日時や場所を確かめてください。行けなくなったときは、早めにお知らせください。',
  },
  'place-waiting': {
    what: '空きを待つ順番に入りました',
    next: '席や枠が空いたら、順番にお知らせします。いま、していただくことはありません。',
  },
  'place-drawn': {
    what: '抽選の結果が出ました',
    next: '結果を確かめてください。',
  },
  'place-lapsed': {
    what: '返事の期限が過ぎ、席や枠は次の方に回りました',
    next: 'いまの状況を確かめてください。',
  },
  'place-ended': {
    what: '席や枠が変わりました',
    next: 'いまの状況を確かめてください。',
  },
  other: {
    what: '申請の状況が変わりました',
    next: 'いまの状況を確かめてください。',
  },
}
