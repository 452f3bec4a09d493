import { createRequire } from 'node:module'
import { yuchoBankCode, yuchoBranchName } from '../account.ts'
import { searchKey } from '../search-text.ts'

/** A bank or a branch. Source: 全国銀行協会 codes as collected by the npm package `zengin-code` (MIT). */
export interface Institution {
  readonly code: string
  readonly name: string
  readonly kana: string
}

interface PackedBank extends Institution {
  readonly hira: string
  readonly branches: Readonly<Record<string, Institution & { readonly hira: string }>>
}

let loaded: Readonly<Record<string, PackedBank>> | undefined

/** Loaded at the first question (about 0.1 s, 25 MB), so that a program that never asks never pays. */
function banks(): Readonly<Record<string, PackedBank>> {
  loaded ??= createRequire(import.meta.url)('zengin-code') as Readonly<Record<string, PackedBank>>
  return loaded
}

export function findBank(code: string): Institution | undefined {
  const bank = Object.hasOwn(banks(), code) ? banks()[code] : undefined
  return bank && plain(bank)
}

/** ゆうちょ branches are numbered by rule: any three digits ending in 8 or 9 are taken. */
export function findBranch(bankCode: string, branchCode: string): Institution | undefined {
  const bank = Object.hasOwn(banks(), bankCode) ? banks()[bankCode] : undefined
  const branch = bank && Object.hasOwn(bank.branches, branchCode) ? bank.branches[branchCode] : undefined
  if (branch) return plain(branch)
  if (bankCode === yuchoBankCode && /^\d{2}[89]$/.test(branchCode)) {
    return { code: branchCode, name: yuchoBranchName(branchCode), kana: '' }
  }
  return undefined
}

/** Banks whose code, name or kana contains the words; those that begin with them first. */
export function searchBanks(words: string, limit = 20): readonly Institution[] {
  return search(Object.values(banks()), words, limit)
}

export function searchBranches(bankCode: string, words: string, limit = 20): readonly Institution[] {
  const bank = Object.hasOwn(banks(), bankCode) ? banks()[bankCode] : undefined
  return bank ? search(Object.values(bank.branches), words, limit) : []
}

/** 「山口銀行」 and 「山口」 are one bank: the endings that the list leaves out are left out of the question. */
function search(
  list: readonly (Institution & { readonly hira: string })[],
  words: string,
  limit: number,
): readonly Institution[] {
  const wanted = searchKey(words.replace(/(銀行|信用金庫|信金|支店|本店)$/, ''))
  if (wanted === '') return []
  const rank = (item: Institution & { readonly hira: string }) => {
    const keys = [item.code, searchKey(item.name), searchKey(item.kana)]
    if (keys.includes(wanted)) return 0
    if (keys.some((key) => key.startsWith(wanted))) return 1
    return keys.some((key) => key.includes(wanted)) ? 2 : 3
  }
  return list
    .map((item) => ({ item, order: rank(item) }))
    .filter(({ order }) => order < 3)
    .sort((a, b) => a.order - b.order || (a.item.code < b.item.code ? -1 : 1))
    .slice(0, limit)
    .map(({ item }) => plain(item))
}

function plain({ code, name, kana }: Institution): Institution {
  return { code, name, kana }
}
