import type { JSX } from 'preact'
import { Button, errorOf, LinkButton, Notice, Radios, Select, Table } from '../../../design/index.ts'
import type { Names } from '../computed/names.ts'
import type { WorkingCopy } from '../copy.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { conditionWords } from '../outline/condition-words.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { WhenInputs } from '../outline/when-inputs.tsx'
import { CopyForm, CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { RuleLike } from './read-rule.ts'

const words = messages.rules

interface Shown {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly answers: readonly Answerable[]
}

/** Rules in words, each with the ways to change it; what a law has set says so. */
export function RulesPage({
  screen,
  copy,
  name,
  answers,
  rules,
  fixed,
  names,
}: Shown & {
  /** What expressions may name. */
  readonly names: Names
  readonly rules: readonly RuleLike[]
  /** Ids of the rules of a law. */
  readonly fixed: ReadonlySet<string>
}): JSX.Element {
  const action = `/designer/copies/${copy.id}/rules`
  const severities = words.severities as Readonly<Record<string, string>>
  const open = copy.state === 'open'
  const acts = (rule: RuleLike, i: number): JSX.Element | string => {
    if (!open) return ''
    if (fixed.has(rule.id)) return rule.article === undefined ? words.fixed : words.fixedBy(rule.article)
    const about = `：${rule.message?.ja ?? rule.id}`
    return (
      <>
        <a href={`${action}/${i}`}>
          {words.edit}
          <span class="aloud">{about}</span>
        </a>
        <Button label={words.remove} kind="text" small name="do" value={`remove:${i}`} about={about} />
      </>
    )
  }
  const said = (rule: RuleLike): string =>
    [
      rule.when === undefined ? '' : words.whenSaid(conditionWords(rule.when, answers, names, rule.each)),
      conditionWords(rule.must ?? '', answers, names, rule.each),
    ].join('')
  return (
    <CopyScreen copy={copy} name={name} tab="rules" title={words.title} lead={words.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      {open && (
        <p>
          <LinkButton href={`${action}/new`} label={words.add} kind="line" small />
          {'　'}
          <a href={`/designer/copies/${copy.id}/law`}>{words.law}</a>
        </p>
      )}
      {rules.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <form method="post" action={action}>
          <Hidden screen={screen} seen={copy.version} />
          <Table
            caption={words.title}
            columns={(['message', 'severity', 'at', 'must', 'act'] as const).map((id) => ({
              id,
              label: id === 'act' ? words.change : words.columns[id],
              ...(id === 'message' ? { heading: true } : {}),
            }))}
            rows={rules.map((rule, i) => ({
              message: rule.message?.ja ?? rule.id,
              severity: severities[rule.severity ?? ''] ?? '',
              at: answers.find(({ path }) => path === rule.at)?.label ?? rule.at ?? '',
              must: said(rule),
              act: acts(rule, i),
            }))}
          />
        </form>
      )}
    </CopyScreen>
  )
}

/** The form of one rule, new or there already: everything is picked but its sentence. */
export function RulePage({
  screen,
  copy,
  name,
  answers,
  place,
  rule,
}: Shown & {
  /** `new`, or the rule's number in the list. */
  readonly place: string
  readonly rule: RuleLike | undefined
}): JSX.Element {
  const list = `/designer/copies/${copy.id}/rules`
  const fields = answers.filter(({ kind }) => kind === undefined)
  const ats = fields.map(({ path, label }) => ({ value: path, label }))
  const kept = rule?.at
  if (kept !== undefined && !ats.some(({ value }) => value === kept)) ats.unshift({ value: kept, label: kept })
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="rules"
      title={rule === undefined ? words.add : words.editTitle}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={`${list}/${place}`}>
        <WhenInputs
          screen={screen}
          prefix="must"
          legend={words.must}
          lead={words.mustLead}
          kept={rule?.must}
          answers={answers}
          none={words.mustNone}
        />
        <details open={rule?.when !== undefined || screen.typed('when.0.pick') !== ''}>
          <summary>{words.when}</summary>
          <WhenInputs
            screen={screen}
            prefix="when"
            legend={words.when}
            lead={words.whenLead}
            kept={rule?.when}
            answers={answers}
          />
        </details>
        <Select
          id="at"
          name="at"
          label={words.at}
          options={ats}
          width="full"
          value={screen.typed('at', kept)}
          {...errorOf(screen.problems, 'at')}
        />
        <Radios
          id="severity"
          name="severity"
          label={words.severity}
          options={Object.entries(words.severities).map(([value, label]) => ({ value, label }))}
          value={screen.typed('severity', rule === undefined ? 'refuse' : rule.severity)}
          {...errorOf(screen.problems, 'severity')}
        />
        <LocalTextInputs screen={screen} name="message" label={words.message} kept={rule?.message} long needed />
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}
