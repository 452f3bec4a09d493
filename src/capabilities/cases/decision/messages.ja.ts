export const decisionMessages = {
  heading: (outcome: string, name: string): string => `「${outcome}」の起案　${name}`,
  suggestions: '理由の例',
  suggestionsHint: '選んだ文は、理由のはじめに入ります',
  grounds: '理由',
  groundsMust: '理由（書面で示します）',
  groundsHint: 'どの事実に、どの基準を当てはめて、どう判断したかを書きます',
  appealTo: '審査請求',
  appeal: (to: string): string => `${to}に対し、処分を知った日の翌日から3か月以内`,
  lawsuit: '取消しの訴え',
  lawsuitAfter: '審査請求の裁決を経たあと、裁決を知った日の翌日から6か月以内',
  lawsuitDirect: '処分を知った日の翌日から6か月以内',
  noRemedies: 'この決定には教示がありません。処分に当たらないことを確かめてください。',
  effectsTitle: '決裁されると、同時に行うこと',
  propose: '起案を作る',
  dateHint: '例：令和8年12月1日',
  monthHint: '例：令和8年12月',
  followsHint: '空けておくと、ほかの欄に入れたことから決まります',
  yesNo: [
    { id: 'yes', label: { ja: 'はい' } },
    { id: 'no', label: { ja: 'いいえ' } },
  ],

  proposalTitle: (procedure: string, name: string): string =>
    name === '' ? `${procedure}について` : `${procedure}について（${name}）`,
  summary: (day: string, procedure: string, outcome: string, basis: string): string =>
    `${day}に受け付けた「${procedure}」を審査した結果、次のとおり「${outcome}」と決め、通知してよろしいか。（根拠：${basis}）`,
  effects: {
    letter: '通知書を作り、番号を付ける',
    letterOnly: '通知書を作る',
    tell: '受信箱とメールで知らせる',
    post: '郵送する通知に加える',
    counter: '窓口で渡す通知に加える',
    place: '取っていた枠を空ける',
    record: (years: number | 'permanent'): string =>
      years === 'permanent' ? '永年保存の記録にする' : `${years}年保存の記録にする`,
  },
}
