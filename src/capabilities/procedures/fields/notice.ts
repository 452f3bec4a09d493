import { type FieldKind, nothing, sameText, wrongKind } from './kind.ts'

/** お知らせ: words between questions; takes no answer. */
export const notice: FieldKind = {
  parts: [],
  problems: ['unreadable'],
  read: () => nothing,
  check: () => wrongKind,
  value: () => null,
  show: () => sameText(''),
  exportText: () => '',
  typed: () => ({}),
}
