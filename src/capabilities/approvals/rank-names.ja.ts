import { postRanks } from '../identity/index.ts'

/** What a rank is called in the 決裁区分 table; a city's own posts carry their own names. */
export const rankNames: Readonly<Record<number, string>> = {
  [postRanks.chief]: '主任',
  [postRanks['subsection-head']]: '係長',
  [postRanks['assistant-manager']]: '課長補佐',
  [postRanks.manager]: '課長',
  [postRanks['deputy-director']]: '次長',
  [postRanks.director]: '部長',
  [postRanks['deputy-mayor']]: '副市長',
  [postRanks.mayor]: '市長',
}
