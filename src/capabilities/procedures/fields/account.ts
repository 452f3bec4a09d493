import { convertYucho, readAccountNumber, readHolderKana, yuchoBankCode } from '../../../civic/account.ts'
import { digitsOnly } from '../../../civic/digits.ts'
import { findBank, findBranch, searchBanks, searchBranches } from '../../../civic/reference/banks.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { AccountAnswer, AnswerValue } from '../language/answers.ts'
import type { Field } from '../language/definition.ts'
import {
  type FieldContext,
  type FieldKind,
  type FieldProblem,
  nothing,
  type Posted,
  problem,
  type Reading,
  sameText,
  wrongKind,
} from './kind.ts'

export const accountParts = [
  'choice',
  'kind',
  'bankName',
  'bankCode',
  'branchName',
  'branchCode',
  'accountType',
  'accountNumber',
  'yuchoSymbol',
  'yuchoNumber',
  'holderKana',
] as const

const kinds = { ordinary: '普通', current: '当座', savings: '貯蓄' } as const

/** 公金受取口座 is offered unless the definition's choices leave it out. */
export function offersRegistered(field: Field): boolean {
  return field.choices === undefined || field.choices.some(({ id }) => id === 'registered-public')
}

/** 振込先口座: 公金受取口座, a bank's, or ゆうちょ by 記号・番号 (converted to 店番・口座番号 at once). */
export const account: FieldKind = {
  parts: accountParts,
  problems: [
    'missing',
    'missing-account-choice',
    'missing-account-kind',
    'unreadable',
    'bank-unknown',
    'branch-unknown',
    'account-type',
    'account-number',
    'holder-kana',
    'yucho-symbol',
    'yucho-number',
    'yucho-not-convertible',
  ],
  read(posted, context) {
    const choice = offersRegistered(context.field) ? posted.get('choice') : 'designated'
    if (choice === 'registered-public') return { answer: { choice }, problems: [] }
    const typed = accountParts.filter(
      (part) => !['choice', 'kind', 'accountType'].includes(part) && posted.get(part).trim() !== '',
    )
    if (choice !== 'designated') {
      return typed.length === 0 ? nothing : { problems: [problem('missing-account-choice', undefined, 'choice')] }
    }
    const kind = posted.get('kind') || (posted.get('yuchoSymbol').trim() === '' ? 'bank' : 'yucho')
    if (typed.length === 0 && posted.get('kind') === '' && !offersRegistered(context.field)) return nothing
    return kind === 'yucho' ? readYucho(posted) : readBank(posted)
  },
  check: (answer, context) => (isAccount(answer) ? checkAccount(answer, context) : wrongKind),
  value: (answer) => (isAccount(answer) ? { ...answer } : null),
  show: (answer) => (isAccount(answer) ? showAccount(answer) : sameText('')),
  exportText: (answer) => (isAccount(answer) ? showAccount(answer).ja : ''),
  typed(answer) {
    if (!isAccount(answer)) return {}
    const shown = Object.fromEntries(Object.entries(answer).map(([part, value]) => [part, String(value)]))
    return answer.choice === 'designated' ? { ...shown, kind: answer.yuchoSymbol ? 'yucho' : 'bank' } : shown
  },
}

function readYucho(posted: Posted): Reading {
  const [symbol, number] = [posted.get('yuchoSymbol'), posted.get('yuchoNumber')]
  const converted = convertYucho(symbol, number)
  const holder = readHolderKana(posted.get('holderKana'))
  const problems: FieldProblem[] = []
  if (!converted.ok) {
    const part = converted.refusal === 'symbol' ? 'yuchoSymbol' : 'yuchoNumber'
    problems.push(problem(`yucho-${converted.refusal}`, undefined, part))
  }
  if (!holder.ok) problems.push(problem('holder-kana', undefined, 'holderKana'))
  if (!converted.ok || !holder.ok) return { problems }
  const { branchCode, branchName, accountType, accountNumber } = converted
  const answer: AccountAnswer = {
    choice: 'designated',
    bankCode: yuchoBankCode,
    bankName: 'ゆうちょ銀行',
    branchCode,
    branchName,
    accountType,
    accountNumber,
    holderKana: holder.kana,
    yuchoSymbol: digitsOnly(symbol) ?? symbol,
    yuchoNumber: digitsOnly(number) ?? number,
  }
  return { answer, problems }
}

function readBank(posted: Posted): Reading {
  const bank = bankOf(posted)
  const branch = bank && branchOf(bank.code, posted)
  const accountNumber = readAccountNumber(posted.get('accountNumber'))
  const holder = readHolderKana(posted.get('holderKana'))
  const accountType = posted.get('accountType') || 'ordinary'
  const problems: FieldProblem[] = []
  if (!bank) problems.push(problem('bank-unknown', undefined, 'bankName'))
  else if (!branch) problems.push(problem('branch-unknown', { bank: bank.name }, 'branchName'))
  if (!isAccountType(accountType)) problems.push(problem('account-type', undefined, 'accountType'))
  if (accountNumber === undefined) problems.push(problem('account-number', undefined, 'accountNumber'))
  if (!holder.ok) problems.push(problem('holder-kana', undefined, 'holderKana'))
  if (!bank || !branch || accountNumber === undefined || !holder.ok || !isAccountType(accountType)) return { problems }
  const answer: AccountAnswer = {
    choice: 'designated',
    bankCode: bank.code,
    bankName: bank.name,
    branchCode: branch.code,
    branchName: branch.name,
    accountType,
    accountNumber,
    holderKana: holder.kana,
  }
  return { answer, problems }
}

/** By code, else by a name that means exactly one bank. */
export function bankOf(posted: Posted): { readonly code: string; readonly name: string } | undefined {
  const code = digitsOnly(posted.get('bankCode'))
  if (code) return findBank(code.padStart(4, '0'))
  return oneOf(posted.get('bankName'), searchBanks(posted.get('bankName'), 5))
}

export function branchOf(bank: string, posted: Posted): { readonly code: string; readonly name: string } | undefined {
  const code = digitsOnly(posted.get('branchCode'))
  if (code) return findBranch(bank, code.padStart(3, '0'))
  return oneOf(posted.get('branchName'), searchBranches(bank, posted.get('branchName'), 5))
}

function oneOf<T extends { readonly name: string }>(words: string, found: readonly T[]): T | undefined {
  const name = words.trim().replace(/(銀行|支店|出張所)$/, '')
  if (name === '') return undefined
  return (
    found.find((one) => one.name === name || one.name === words.trim()) ?? (found.length === 1 ? found[0] : undefined)
  )
}

function checkAccount(answer: AccountAnswer, { field }: FieldContext): readonly FieldProblem[] {
  if (answer.choice === 'registered-public')
    return offersRegistered(field) ? [] : [problem('missing-account-choice', undefined, 'choice')]
  const { bankCode = '', branchCode = '', accountNumber = '', holderKana = '', accountType } = answer
  const problems: FieldProblem[] = []
  if (!findBank(bankCode)) problems.push(problem('bank-unknown', undefined, 'bankName'))
  else if (!findBranch(bankCode, branchCode))
    problems.push(problem('branch-unknown', { bank: answer.bankName ?? bankCode }, 'branchName'))
  if (accountType === undefined || !isAccountType(accountType))
    problems.push(problem('account-type', undefined, 'accountType'))
  if (readAccountNumber(accountNumber) === undefined)
    problems.push(problem('account-number', undefined, 'accountNumber'))
  if (!readHolderKana(holderKana).ok) problems.push(problem('holder-kana', undefined, 'holderKana'))
  return problems
}

function isAccountType(text: string): text is NonNullable<AccountAnswer['accountType']> {
  return Object.hasOwn(kinds, text)
}

function showAccount(answer: AccountAnswer): LocalText {
  if (answer.choice === 'registered-public') {
    return {
      ja: '公金受取口座',
      easy: '国《くに》に 登録《とうろく》した 口座《こうざ》（公金受取口座《こうきんうけとりこうざ》）',
      en: 'Registered public-money account',
    }
  }
  const kind = answer.accountType ? kinds[answer.accountType] : ''
  return sameText(
    `${answer.bankName ?? ''} ${answer.branchName ?? ''} ${kind} ${answer.accountNumber ?? ''} ${answer.holderKana ?? ''}`,
  )
}

function isAccount(answer: AnswerValue): answer is AccountAnswer {
  if (typeof answer !== 'object' || !('choice' in answer)) return false
  if (answer.choice !== 'registered-public' && answer.choice !== 'designated') return false
  return Object.values(answer).every((part) => typeof part === 'string')
}
