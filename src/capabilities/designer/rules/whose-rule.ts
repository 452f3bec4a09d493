/** Rules that the city makes for itself: it may change them. */
const ownRule = /条例|規則|規程|要綱|要領|内規|要項|試験案内|見本|例規|市の|通知/
/** Rules of the state, whose names hold some of the same words. */
const stateRule = /施行規則|府令|省令|政令/

/** Whether a reference (`児童手当法第8条第3項`, `施設の管理規則`) names a rule that is the law's and not the city's own. */
export function lawSets(reference: string): boolean {
  return !ownRule.test(reference) || stateRule.test(reference)
}

/** Whether the source of a table's rows leaves them to the city: a sample, its own rule, or an amount still to be confirmed. */
export function citySetsRows(source: string): boolean {
  return /見本|例規|市の|確かめる/.test(source) || !lawSets(source)
}

/**
 * Whose the numbers of a part are: as the definition says it (`setBy`), else as its article says it; undefined when neither does.
 */
export function lawSetsPart(part: { readonly setBy?: 'city' | 'law'; readonly article?: string }): boolean | undefined {
  if (part.setBy !== undefined) return part.setBy === 'law'
  return part.article === undefined ? undefined : lawSets(part.article)
}

const amendment =
  /(?:昭和|平成|令和)(?:元|\d{1,2})年(?:[^、。（）\d]{0,12})(?:法律|政令|[府省]令|規則|告示)第?\d{1,4}号/u

/**
 * Whether a reference cites a change of law that the one before did not: the act that changed it, by its number
 * (`児童手当法第8条第3項（令和9年法律第12号による改正）`). Nothing less opens what is fixed.
 */
export function citesChangeOfLaw(now: string | undefined, before: string | undefined): boolean {
  const cited = now === undefined ? null : amendment.exec(now.normalize('NFKC'))
  return cited !== null && !(before ?? '').normalize('NFKC').includes(cited[0])
}
