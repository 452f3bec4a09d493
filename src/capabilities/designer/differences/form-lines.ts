import { isDeepStrictEqual } from 'node:util'
import type { Field, Group, Page, ProcedureDefinition, Rule } from '../../procedures/index.ts'
import { namesOf } from '../computed/names.ts'
import { answersBefore } from '../outline/answers-before.ts'
import { conditionWords } from '../outline/condition-words.ts'
import type { OutlineData } from '../outline/shape.ts'
import { type DifferenceLine, listLines, shown, textLines } from './lines.ts'
import { messages } from './messages.ja.ts'

/** Pages, groups, fields: what residents are asked. */
export function pageLines(before: ProcedureDefinition, after: ProcedureDefinition): DifferenceLine[] {
  const said: Said = { was: saidIn(before), now: saidIn(after) }
  return listLines<Page>(before.pages, after.pages, {
    idOf: ({ id }) => id,
    nameOf: ({ title }) => messages.page(title.ja),
    ordered: true,
    compare: (was, now) => [
      ...textLines(messages.page(now.title.ja), was.title, now.title),
      ...textLines(messages.lead(messages.page(now.title.ja)), was.lead, now.lead),
      ...whenLines(messages.page(now.title.ja), was.when, now.when, said),
      ...listLines<Group>(was.groups, now.groups, {
        idOf: ({ id }) => id,
        nameOf: ({ title }) => messages.group(title.ja),
        ordered: true,
        compare: (a, b) => groupLines(a, b, said),
      }),
    ],
  })
}

function groupLines(was: Group, now: Group, said: Said): DifferenceLine[] {
  const name = messages.group(now.title.ja)
  return [
    ...textLines(name, was.title, now.title),
    ...textLines(messages.hint(name), was.hint, now.hint),
    ...whenLines(name, was.when, now.when, said),
    ...(isDeepStrictEqual(was.repeat, now.repeat) ? [] : [{ sentence: messages.limits(name) }]),
    ...listLines<Field>(was.fields ?? [], now.fields ?? [], {
      idOf: ({ id }) => id,
      nameOf: ({ label }) => messages.field(label.ja),
      added: ({ required }) => requiredWord(required),
      ordered: true,
      compare: (a, b) => fieldLines(a, b, said),
    }),
  ]
}

function fieldLines(was: Field, now: Field, said: Said): DifferenceLine[] {
  const name = messages.field(now.label.ja)
  const { id: _a, type: _b, label: _c, hint: _d, required: _e, when: _f, choices: _g, ...restWas } = was
  const { id: _h, type: _i, label: _j, hint: _k, required: _l, when: _m, choices: _n, ...restNow } = now
  return [
    ...(was.type === now.type ? [] : [{ sentence: messages.type(name), before: was.type, after: now.type }]),
    ...textLines(name, was.label, now.label),
    ...textLines(messages.hint(name), was.hint, now.hint),
    ...requiredLines(name, was.required ?? true, now.required ?? true),
    ...whenLines(name, was.when, now.when, said),
    ...listLines(was.choices ?? [], now.choices ?? [], {
      idOf: ({ id }) => id,
      nameOf: ({ label }) => `${name}の${messages.choice(label.ja)}`,
      ordered: true,
      compare: (a, b) => [
        ...textLines(`${name}の${messages.choice(b.label.ja)}`, a.label, b.label),
        ...(isDeepStrictEqual({ ...a, label: 0 }, { ...b, label: 0 }) ? [] : [{ sentence: messages.choices(name) }]),
      ],
    }),
    ...(isDeepStrictEqual(restWas, restNow)
      ? []
      : [{ sentence: messages.limits(name), before: shown(restWas), after: shown(restNow) }]),
  ]
}

function requiredLines(name: string, was: boolean | string, now: boolean | string): DifferenceLine[] {
  if (was === now) return []
  if (now === true) return [{ sentence: messages.toRequired(name) }]
  if (now === false) return [{ sentence: messages.toOptional(name) }]
  return [{ sentence: messages.toSometimes(name), after: now, ...(typeof was === 'string' ? { before: was } : {}) }]
}

function requiredWord(required: boolean | string | undefined): string {
  if (required === false) return messages.optional
  return typeof required === 'string' ? messages.sometimes : messages.required
}

/** Conditions in words, as the version before and the one after have the names. */
interface Said {
  readonly was: (when: string) => string
  readonly now: (when: string) => string
}

function saidIn(definition: ProcedureDefinition): (when: string) => string {
  const answers = answersBefore(definition as unknown as OutlineData, {})
  const names = namesOf(definition as unknown as OutlineData, {})
  return (when) => conditionWords(when, answers, names)
}

function whenLines(name: string, was: string | undefined, now: string | undefined, said: Said): DifferenceLine[] {
  if (was === now) return []
  return [
    {
      sentence: messages.when(name),
      ...(was === undefined ? {} : { before: said.was(was) }),
      ...(now === undefined ? {} : { after: said.now(now) }),
    },
  ]
}

/** Rules by id; they are known by their sentence. */
export function ruleLines(before: ProcedureDefinition, after: ProcedureDefinition): DifferenceLine[] {
  const said: Said = { was: saidIn(before), now: saidIn(after) }
  return listLines<Rule>(before.rules ?? [], after.rules ?? [], {
    idOf: ({ id }) => id,
    nameOf: ({ message }) => messages.rule(message.ja),
    compare: (was, now) => [
      ...textLines(messages.rule(now.message.ja), was.message, now.message),
      ...(isDeepStrictEqual({ ...was, message: 0 }, { ...now, message: 0 })
        ? []
        : [{ sentence: messages.ruleMust(now.message.ja), before: said.was(was.must), after: said.now(now.must) }]),
    ],
  })
}
