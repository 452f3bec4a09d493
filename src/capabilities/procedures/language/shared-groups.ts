import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Field, Group, ProcedureDefinition } from './definition.ts'
import type { Reporter } from './findings.ts'
import { suggestion } from './nearest.ts'
import { isSharedTable, type SharedParts } from './shared-tables.ts'

/** Fields defined once for many procedures: 申請する方, 連絡先, 世帯員, 代理人, 口座 …. */
export interface SharedGroup {
  readonly schema: 1
  readonly id: string
  readonly title: LocalText
  readonly hint?: LocalText
  /**
   * Its answers are about one application and never about a person: they are asked again for each application, also when
   * several are filed together (why *this* card is issued again).
   */
  readonly perApplication?: boolean
  readonly fields: readonly Field[]
}

/** Writes the fields of shared groups into the groups that use them: the rest of the program meets only whole groups. */
export function expandGroups(
  definition: ProcedureDefinition,
  shared: SharedParts,
  report: Reporter,
): ProcedureDefinition {
  return {
    ...definition,
    pages: definition.pages.map((page, p) => ({
      ...page,
      groups: page.groups.map((group, g) => expandGroup(group, shared, ['pages', p, 'groups', g], report)),
    })),
  }
}

/** Ids of the shared groups a definition uses: published with it, so that a version never changes. */
export function usedGroups(definition: ProcedureDefinition): readonly string[] {
  const used = definition.pages.flatMap((page) => page.groups.map((group) => group.use))
  return [...new Set(used.filter((id) => id !== undefined))].sort()
}

/** Ids of the groups among what is shared. */
function groupIds(shared: SharedParts): readonly string[] {
  return [...shared].flatMap(([id, part]) => (isSharedTable(part) ? [] : [id]))
}

function expandGroup(group: Group, shared: SharedParts, path: readonly (string | number)[], report: Reporter): Group {
  const { use, with: changes, ...rest } = group
  if (use === undefined) {
    if (changes) report.error([...path, 'with'], 'with-without-use', '「with」は「use」と一緒に使います')
    if (!group.fields?.length) report.error(path, 'group-empty', `まとまり「${group.id}」に項目がありません`)
    return { ...rest, fields: group.fields ?? [] }
  }
  const source = shared.get(use)
  if (!source || isSharedTable(source)) {
    report.error(
      [...path, 'use'],
      'unknown-shared-group',
      `共通のまとまり「${use}」はありません${suggestion(use, groupIds(shared))}`,
    )
    return { ...rest, fields: group.fields ?? [] }
  }
  for (const id of Object.keys(changes ?? {})) {
    const ids = source.fields.map((field) => field.id)
    if (!ids.includes(id)) {
      report.error(
        [...path, 'with', id],
        'unknown-field',
        `共通のまとまり「${use}」に「${id}」はありません${suggestion(id, ids)}`,
      )
    }
  }
  const taken = source.fields.flatMap((field) => {
    const change = changes?.[field.id]
    return change === false ? [] : [{ ...field, ...change, id: field.id }]
  })
  const hint = group.hint ?? source.hint
  return {
    ...rest,
    ...(hint ? { hint } : {}),
    fields: [...taken, ...(group.fields ?? [])],
    ...(source.perApplication
      ? {}
      : { shared: { group: use, title: source.title, fields: taken.map(({ id }) => id) } }),
  }
}
