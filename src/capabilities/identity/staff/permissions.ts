/**
 * What a member of staff may do, as words that other capabilities ask for. A role is a bundle of permissions given
 * to a person for one section (and those under it) or for the whole city, with dates. Who approves and decides is no
 * permission: that comes from the post a person holds, by the 決裁区分 table.
 */
export const permissionLabels = {
  'cases.intake': '受付をする',
  'cases.review': '審査をする',
  'cases.read-all': '全課の案件を見る',
  'cases.export': '案件一覧を書き出す',
  'cases.bulk': 'まとめて処理する',
  'cases.confidential': '秘匿対象者の案件を見る',
  'approvals.propose': '起案する',
  'documents.manage': '文書を管理する',
  'letters.send': '通知書を発送する',
  'moving.handle': '引越しの届け出を扱う',
  'registers.edit': '登録簿・手数料表を直す',
  'procedures.edit': '手続を直す',
  'procedures.publish': '手続の公開を承認する',
  'opendata.edit': 'オープンデータを直す',
  'opendata.publish': 'オープンデータの公開を承認する',
  'accounts.record': '納付を記録する',
  'organisation.edit': '組織・職員を直す',
  'statistics.read': '統計を見る',
  'systems.edit': '連携システムを登録する',
  'audit.read': '監査記録を見る',
} as const
export type PermissionId = keyof typeof permissionLabels

export const roles = {
  intake: { label: '受付', permissions: ['cases.intake', 'cases.review', 'letters.send'] },
  review: {
    label: '審査',
    permissions: ['cases.intake', 'cases.review', 'cases.bulk', 'cases.export', 'approvals.propose', 'letters.send'],
  },
  decide: { label: '管理職', permissions: ['cases.review', 'cases.export', 'approvals.propose', 'statistics.read'] },
  moving: { label: '引越し窓口', permissions: ['moving.handle'] },
  registers: { label: '登録簿', permissions: ['registers.edit'] },
  procedures: { label: '手続', permissions: ['procedures.edit', 'statistics.read'] },
  publication: { label: '手続の公開', permissions: ['procedures.edit', 'procedures.publish', 'statistics.read'] },
  opendata: { label: 'オープンデータ', permissions: ['opendata.edit'] },
  'opendata-publication': {
    label: 'オープンデータの公開',
    permissions: ['opendata.edit', 'opendata.publish'],
  },
  accounts: { label: '会計', permissions: ['accounts.record'] },
  documents: { label: '文書主任', permissions: ['documents.manage', 'letters.send'] },
  organisation: { label: '組織', permissions: ['organisation.edit', 'statistics.read', 'systems.edit'] },
  audit: { label: '監査', permissions: ['audit.read', 'cases.read-all'] },
  confidential: { label: '秘匿', permissions: ['cases.confidential'] },
} as const satisfies Record<string, { label: string; permissions: readonly PermissionId[] }>
export type RoleId = keyof typeof roles

/** A role as given: for one section and those under it, or for the city when `sectionId` is absent. */
export interface RoleGrant {
  readonly role: RoleId
  readonly sectionId?: string
  readonly from: string
  readonly to?: string
}

/** Whether a grant counts on a day. Both ends are included. */
export function grantCounts(grant: Pick<RoleGrant, 'from' | 'to'>, day: string): boolean {
  return grant.from <= day && (grant.to === undefined || day <= grant.to)
}

/** Permissions of all grants that count on the day. */
export function permissionsOn(grants: readonly RoleGrant[], day: string): ReadonlySet<PermissionId> {
  return new Set(grants.filter((grant) => grantCounts(grant, day)).flatMap((grant) => roles[grant.role].permissions))
}
