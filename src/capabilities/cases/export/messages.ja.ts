export const exportMessages = {
  listHeaders: [
    '受付番号',
    '手続',
    '申請者',
    'フリガナ',
    '経路',
    '状態',
    '受付日',
    '期限',
    '所属',
    '担当',
    '決定日',
    '結果',
  ],
  listName: '案件一覧',
  title: '書き出し',
}
