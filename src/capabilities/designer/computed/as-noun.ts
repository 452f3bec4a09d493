/** Whether a sentence ends as a noun does (「…」, 以上, のどれか), so that 「の」 or 「である」 joins it to what follows. */
export function asNoun(said: string): boolean {
  return /(?:[」）\d]|以上|以下|以後|まで|どれか|より前|よりあと)$/.test(said)
}
