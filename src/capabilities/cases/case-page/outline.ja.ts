/** A case of another section, for people who read all cases (監査). */
export const outlineMessages = {
  title: '内容を見る',
  why: '名前と申請の内容は、理由を入れると8時間見られます。理由は、この案件の履歴に残り、担当の課も読みます。',
  reason: '見る理由',
  hint: '例：9月分の定期監査の抽出',
  open: '理由を残して内容を見る',
  state: '状態',
  section: '担当',
  arrived: '受付',
  due: '期限',
  decided: '決定',
} as const
