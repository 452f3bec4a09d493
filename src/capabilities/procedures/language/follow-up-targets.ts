import { neverCarried } from './carried-types.ts'
import type { Field, FollowUp, Group, ProcedureDefinition } from './definition.ts'
import type { YamlPath } from './findings.ts'
import { suggestion } from './nearest.ts'

/** Types of fields that an expression can give the first answer of. */
const settable = new Set(['date', 'year-month', 'time', 'text', 'long-text', 'choice', 'number', 'money', 'yes-no'])

export interface TargetProblem {
  readonly path: YamlPath
  readonly sentence: string
}

/**
 * Whatever the follow-ups of a definition say of another procedure and it does not have.
 * @param all every definition by id, this one too; undefined for one that could not be read
 */
export function followUpTargetProblems(
  { followUps, pages }: ProcedureDefinition,
  all: ReadonlyMap<string, ProcedureDefinition | undefined>,
): readonly TargetProblem[] {
  const own = pages.flatMap((page) => page.groups)
  return (followUps ?? []).flatMap((followUp, i) => {
    const at: YamlPath = ['followUps', i]
    const target = all.get(followUp.procedure)
    if (!all.has(followUp.procedure)) {
      const near = suggestion(followUp.procedure, all.keys())
      return [{ path: [...at, 'procedure'], sentence: `手続「${followUp.procedure}」はありません${near}` }]
    }
    if (target === undefined) return []
    const there = target.pages.flatMap((page) => page.groups)
    return [...carryProblems(followUp, own, there, at), ...setProblems(followUp, there, at)]
  })
}

function carryProblems(
  { carry = {}, procedure }: FollowUp,
  own: readonly Group[],
  there: readonly Group[],
  at: YamlPath,
): TargetProblem[] {
  return Object.entries(carry).flatMap(([target, source]) => {
    const path = [...at, 'carry', target]
    if (target.includes('.')) {
      const [field, from] = [fieldAt(there, target), fieldAt(own, source)]
      if (field === undefined) return [{ path, sentence: `「${procedure}」に、答えの場所「${target}」はありません` }]
      return from !== undefined && from.type !== field.type
        ? [{ path, sentence: `「${source}」と「${procedure}」の「${target}」は、種類の違う項目です` }]
        : []
    }
    const [to, from] = [there.find(({ id }) => id === target), own.find(({ id }) => id === source)]
    if (to === undefined) return [{ path, sentence: `「${procedure}」に、まとまり「${target}」はありません` }]
    if (from === undefined) return []
    if ((to.repeat === undefined) !== (from.repeat === undefined))
      return [{ path, sentence: `「${source}」と「${procedure}」の「${target}」は、くり返しのしかたが違います` }]
    return carriedPairs(from, to).length === 0
      ? [{ path, sentence: `「${source}」から「${procedure}」の「${target}」へ引き継げる項目が、ひとつもありません` }]
      : []
  })
}

function setProblems({ set = {}, procedure }: FollowUp, there: readonly Group[], at: YamlPath): TargetProblem[] {
  return Object.entries(set).flatMap(([target, expression]) => {
    const path = [...at, 'set', target]
    const field = fieldAt(there, target)
    if (field === undefined) return [{ path, sentence: `「${procedure}」に、答えの場所「${target}」はありません` }]
    if (!settable.has(field.type))
      return [{ path, sentence: `「${procedure}」の「${target}」は、式から入れられない項目です` }]
    const literal = /^'([^']*)'$/.exec(expression.trim())?.[1]
    const choices = field.type === 'choice' ? (field.choices ?? []).map(({ id }) => id) : undefined
    return literal !== undefined && choices !== undefined && !choices.includes(literal)
      ? [{ path, sentence: `「${target}」に、選択肢「${literal}」はありません${suggestion(literal, choices)}` }]
      : []
  })
}

/** The field at `group.field` of a group that does not repeat. */
export function fieldAt(groups: readonly Group[], path: string): Field | undefined {
  const [groupId, fieldId] = path.split('.')
  const group = groups.find(({ id, repeat }) => id === groupId && repeat === undefined)
  return group?.fields?.find(({ id }) => id === fieldId)
}

/** Fields of the same id and type in both groups, that may be carried on. */
export function carriedPairs(from: Group, to: Group): readonly Field[] {
  const known = new Map((from.fields ?? []).map((field) => [field.id, field.type]))
  return (to.fields ?? []).filter(({ id, type }) => known.get(id) === type && !neverCarried.has(type))
}
