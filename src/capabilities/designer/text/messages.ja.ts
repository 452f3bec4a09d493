/** Sentences of the screen with the YAML text. */
export const messages = {
  title: 'YAML の文を直す',
  lead: '直すところがあっても保存できます。公開するときは、エラーがなくなっている必要があります。',
  label: '手続の定義（YAML）',
  note: '何を直したか',
  noteHint: '保存の記録に残ります（200文字まで）',
  save: '保存して確かめる',
  lines: '行番号つきの文',
  linesLead: '「確かめた結果」の行番号から、ここの行に来られます。',
  theirs: '先に保存された内容との違い',
  theirsLead: '左の印が「−」の行は先に保存された内容、「＋」の行はあなたが書いた内容です。',
  mine: 'もう一度「保存して確かめる」を押すと、あなたが書いた内容で新しく保存します。先の保存も記録に残ります。',
  closed: '承認待ちか、終わった下書きなので、直せません。',
}
