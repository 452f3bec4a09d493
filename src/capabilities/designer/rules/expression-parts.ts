import type { DecisionTable, ProcedureDefinition, YamlPath } from '../../procedures/index.ts'
import { namesRead } from './literals.ts'
import { messages } from './messages.ja.ts'
import { citySetsRows } from './whose-rule.ts'

/** A part of a definition that computes or decides, with everything of it that is an expression or steers one. */
export interface ExpressionPart {
  /** `values.x`, `conditions.x`, `tables.x` as expressions read them; `rules:x`, `field:group.x` …: the same in every version. */
  readonly key: string
  readonly name: string
  readonly at: YamlPath
  readonly expressions: Readonly<Record<string, string>>
  /** The rule that it rests on, where the definition names it. */
  readonly article?: string
  /** Whose its numbers are, where the definition says so. */
  readonly setBy?: 'city' | 'law'
  /** Refuses, charges or checks: what it reads must not be put beside it. */
  readonly decides: boolean
  /** May be taken away: a question that is not asked changes no number of a law. */
  readonly optional: boolean
  reads(): readonly string[]
}

type Written = Omit<ExpressionPart, 'reads' | 'expressions'> & {
  readonly expressions: Readonly<Record<string, string | number | boolean | undefined>>
}

/** Every such part, in the order of the definition. */
export function expressionParts(definition: ProcedureDefinition): readonly ExpressionPart[] {
  return [...computed(definition), ...deciding(definition), ...decided(definition), ...asked(definition)].map(withReads)
}

function computed(definition: ProcedureDefinition): readonly Written[] {
  const words = messages.parts
  return [
    ...Object.entries(definition.conditions ?? {}).map(([id, { label, is, article }]) =>
      part(['conditions', id], words.condition(label), { is }, { article }),
    ),
    ...Object.entries(definition.values ?? {}).map(([id, { label, is, each, table, column, type, article }]) =>
      part(['values', id], words.value(label.ja), { is, each, table, column, type }, { article }),
    ),
    ...Object.entries(definition.tables ?? {}).map(([id, table]) =>
      part(['tables', id], words.table(table.label), tableExpressions(table), { article: lawOf(table) }),
    ),
  ]
}

/** A table is the law's when one of its versions is; its rows have a rule of their own. */
function lawOf({ versions }: DecisionTable): string {
  return (versions.find(({ source }) => !citySetsRows(source)) ?? versions[0])?.source ?? ''
}

function tableExpressions({ asOf, each, inputs }: DecisionTable): Written['expressions'] {
  return {
    asOf,
    each,
    ...Object.fromEntries(Object.entries(inputs).map(([name, source]) => [`inputs.${name}`, source])),
  }
}

function deciding({ rules, calendar, checklist, fee }: ProcedureDefinition): readonly Written[] {
  const words = messages.parts
  const decides = true
  return [
    ...(rules ?? []).map(({ id, message, when, must, each, severity, article, setBy }, i) =>
      part(
        ['rules', i],
        words.rule(message.ja),
        { when, must, each, severity },
        { key: `rules:${id}`, article, setBy, decides },
      ),
    ),
    ...(calendar ?? []).map(({ id, label, when, due, kind, article }, i) =>
      part(['calendar', i], words.calendar(label.ja), { when, due, kind }, { key: `calendar:${id}`, article, decides }),
    ),
    ...checklist.map(({ id, label, when, passes, article }, i) =>
      // What a person checks is the city's way of working; what the program decides from an expression is not.
      part(['checklist', i], words.check(label), passes === undefined ? {} : { when, passes }, {
        key: `checklist:${id}`,
        article: passes === undefined ? undefined : article,
        decides,
      }),
    ),
    ...(fee?.lines ?? []).map(({ id, label, when, each, amount, quantity }, i) =>
      part(
        ['fee', 'lines', i],
        words.fee(label.ja),
        { when, each, amount, quantity },
        { key: `fee:${id}`, article: fee?.article, decides },
      ),
    ),
  ]
}

/** What of a decision follows from its other fields. */
function decided({ outcomes }: ProcedureDefinition): readonly Written[] {
  return outcomes.flatMap(({ id, fields = [] }, o) =>
    fields.flatMap((field, f) => {
      const { follows } = field
      if (follows === undefined) return []
      const { is, table, column, reason } = follows
      const at = ['outcomes', o, 'fields', f, 'follows']
      const more = { key: `outcome:${id}.${field.id}`, article: field.article, decides: true }
      return [part(at, messages.parts.decided(field.label.ja), { is, table, column, reason }, more)]
    }),
  )
}

function asked({ pages }: ProcedureDefinition): readonly Written[] {
  const words = messages.parts
  const optional = true
  return pages.flatMap((page, p) => [
    part(['pages', p], words.page(page.title.ja), { when: page.when }, { key: `page:${page.id}`, optional }),
    ...page.groups.flatMap((group, g) => [
      part(
        ['pages', p, 'groups', g],
        words.group(group.title.ja),
        { when: group.when },
        { key: `group:${group.id}`, optional },
      ),
      ...(group.fields ?? []).map(({ id, label, when, required, min, max, article, setBy }) =>
        part(
          ['pages', p, 'groups', g],
          words.field(label.ja),
          { when, required: text(required), min: text(min), max: text(max) },
          { key: `field:${group.id}.${id}`, article, setBy, optional },
        ),
      ),
    ]),
  ])
}

/** Plain limits and 必須 are no expressions: they keep slips of the pen away. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function part(
  at: YamlPath,
  name: string,
  expressions: Written['expressions'],
  more: {
    readonly key?: string
    readonly article?: string | undefined
    readonly setBy?: 'city' | 'law' | undefined
    readonly decides?: boolean
    readonly optional?: boolean
  } = {},
): Written {
  const { key = at.join('.'), article, setBy, decides = false, optional = false } = more
  const said = { ...(article === undefined ? {} : { article }), ...(setBy === undefined ? {} : { setBy }) }
  return { key, name, at, expressions, decides, optional, ...said }
}

function withReads(written: Written): ExpressionPart {
  const expressions = Object.fromEntries(
    Object.entries(written.expressions).flatMap(([name, source]) =>
      source === undefined ? [] : [[name, String(source)]],
    ),
  )
  let names: readonly string[] | undefined
  const reads = (): readonly string[] => {
    names ??= [
      ...Object.values(expressions).flatMap((source) => namesRead(source)),
      ...(expressions.table === undefined ? [] : [`tables.${expressions.table}`]),
    ]
    return names
  }
  return { ...written, expressions, reads }
}
