export const decisionMessages = {
  proposalTitle: (procedure: string, name: string): string => `${procedure}について（${name}）`,
  summary: (day: string, procedure: string, outcome: string, basis: string): string =>
    `${day}に受け付けた「${procedure}」を審査した結果、次のとおり「${outcome}」と決め、通知してよろしいか。（根拠：${basis}）`,
  effects: {
    letter: '通知書を作り、番号を付ける',
    tell: '受信箱とメールで知らせる',
    post: '郵送する通知に加える',
    counter: '窓口で渡す通知に加える',
    place: '取っていた枠を空ける',
    record: (years: number | 'permanent'): string =>
      years === 'permanent' ? '永年保存の記録にする' : `${years}年保存の記録にする`,
  },
}
