/** Sentences of differences, publication and the list of versions. */
export const messages = {
  differences: {
    title: '公開中の版との違い',
    saveTitle: (number: number): string => `保存${number}との違い`,
    lead: (number: number): string => `版${number}とくらべます。`,
    saveLead: '前の保存の文と、いまの文をくらべます。「−」は前の保存、「＋」はいまの内容です。',
    saveSame: '文は同じです。',
    unreadable: 'エラーがあるので、まだくらべられません。「はじめに」の「確かめた結果」を先に直してください。',
    count: (count: number): string => `違いは${count}件です。`,
    columns: { sentence: '変わること', before: 'いまの版', after: '下書き' },
  },
  stay: {
    title: '前の版のまま続くもの',
    cases: (count: number): string =>
      count === 0
        ? 'いま審査している案件はありません。'
        : `いま審査している案件${count}件は、受け付けたときの版のまま終わりまで進みます。質問も、表も、通知書も、その版のものです。`,
    drafts: (count: number, at: string): string =>
      count === 0
        ? `市民が書きかけている申請はありません（${at}に数えました）。`
        : `市民が書きかけている申請${count}件は、書きはじめた版の画面のまま提出できます（${at}に数えました）。新しい版の質問は出ません。最後に保存してから、ふつう30日で消えます。それまでは、前の版の申請も届きます。`,
    notCounted:
      '市民が書きかけている申請も、書きはじめた版の画面のまま提出できます。数は、1時間に1回届きます。まだ届いていません。',
    columns: { version: '版', from: '適用日', cases: '案件', drafts: '書きかけ' },
    version: (number: number): string => `版${number}`,
    unknown: 'ほかの版',
  },
  publication: {
    title: '公開する',
    lead: '公開を提案すると、別の人が内容を確かめて承認します。提案した人と、この下書きを書いた人は承認できません。提案している間は、だれも直せません。',
    notSound: (count: number): string => `エラーが${count}か所あるので、まだ提案できません。`,
    holdsFrom: 'いつから公開するか',
    holdsFromHint: '例：令和9年4月1日、2027-04-01。今日からも選べます',
    reason: '理由',
    reasonHint: '承認する人と、あとから記録を見る人に向けて書きます（例：条例の改正に合わせる）',
    propose: '公開を提案する',
    overrides: (number: number, day: string): string =>
      `版${number}（${day}から）がまだ始まっていません。この下書きを公開すると、版${number}は使われなくなります。`,
    records: '決裁の記録',
    noRecords: 'まだ提案されていません。',
    states: { proposed: '承認待ち', approved: '承認', 'sent-back': '差し戻し', recalled: '取り下げ' },
    columns: {
      proposed: '提案',
      from: 'いつから',
      reason: '理由',
      save: '保存',
      state: '結果',
      decided: '決めた人',
      comment: '意見',
    },
    becameVersion: (number: number): string => `版${number}`,
    decide: '承認するか決める',
    waiting: '承認を待っています',
    waitingLead: (day: string): string =>
      `${day}からの公開を提案しています。下の人のだれかが承認すると、その日から公開されます。`,
    approvers: '承認できる人',
    noApprovers:
      '承認できる人がいません。「手続の公開」の役割を、この下書きを書いていない職員に付けるよう、組織の担当に頼んでください。',
    decideLead: (name: string, day: string): string =>
      `${name}さんが、${day}からの公開を提案しています。違いと試した結果を確かめてください。`,
    comment: '意見',
    commentHint: '差し戻すときは、直してほしいことを書いてください（1,000文字まで）',
    approve: '承認して公開する',
    sendBack: '差し戻す',
    recall: '提案を取り下げる',
    ownWork: 'この下書きを書いた人か提案した人なので、承認できません。手続の公開の役割を持つ別の人に頼んでください。',
    seeDifferences: '違いを見る',
    seeTrial: '試す',
    problems: {
      day: '日付が読み取れません。令和9年4月1日 や 2027-04-01 の形で書いてください',
      'day-past': '公開する日は、今日か、今日よりあとにしてください',
      reason: '理由を書いてください（1,000文字まで）',
      comment: '差し戻すときは、意見を書いてください（1,000文字まで）',
      'not-open': 'この下書きは、もう提案されているか、終わっています。',
      'changed-meanwhile':
        'あなたが開いてから、ほかの人が保存しました。いまの内容を確かめて、もう一度提案してください。',
      'not-sound': 'いまの組織・台帳・決裁区分で確かめると、エラーがあります。取り下げるか差し戻して、直してください。',
      overtaken:
        '提案のあとに、別の版が公開されました。差し戻して、新しい版との違いを確かめてから提案し直してください。',
      'not-there': 'この提案は見つかりません。',
      ended: 'この提案は、もう決まっているか取り下げられています。',
      'not-allowed': '手続の公開を承認する権限がありません。',
      'own-work': 'この下書きを書いた人か提案した人は、承認も差し戻しもできません。',
      'not-yours': '取り下げられるのは、提案した人だけです。',
    },
    done: {
      proposed:
        '公開を提案しました。承認を待ちます。承認する人に声をかけてください（「手続の設計」の一覧に出ています）。',
      approved: '承認しました。決めた日から、市民のページに出ます。',
      'sent-back': '差し戻しました。下書きに戻っています。',
      recalled: '取り下げました。下書きに戻っています。',
    },
  },
  desk: {
    title: (name: string): string => `「${name}」を公開する`,
    matter: '手続の公開',
    decide: '承認か差し戻しを決める',
    waits: 'ほかの人の承認を待っています',
  },
  versions: {
    title: (name: string): string => `${name}：版の一覧`,
    whereStop: '統計：どのページでやめたか、どの欄でつまずいたか',
    lead: '公開した版は変わりません。前の版に戻すときは、その版から下書きを作り、承認を受けて新しい版として公開します。',
    columns: {
      number: '版',
      from: '適用日',
      until: 'いつまで',
      by: '公開した人',
      at: '公開した時',
      state: '状態',
      under: '続いているもの',
      act: '下書き',
    },
    under: (cases: number, drafts: number): string => `案件${cases}件・書きかけ${drafts}件`,
    inForce: '公開中',
    planned: 'これから',
    past: '終わった',
    never: '使われない',
    open: '（続く）',
    seed: '初期の版',
    unreadable: '読み取れない',
    edit: 'この版から下書きを作る',
    back: 'この版に戻す下書きを作る',
  },
}
