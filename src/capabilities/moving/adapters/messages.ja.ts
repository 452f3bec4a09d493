export const messages = {
  stillOpen: (label: string, count: number) =>
    `「${label}」の読み替えには、まだ確かめていない点（要確認）が${count}あります。すべて確かめて読み替えの表に書くまで、この形では取り込めません。`,
  notCsv: 'CSV として読めません。UTF-8 か Shift_JIS で書き出してください。',
  noColumn: (name: string) => `列「${name}」がありません。見出しの行を確かめてください。`,
  strangeColumn: (name: string) => `決められていない列「${name}」があります。取り除いてください。`,
}
