import type { JSX } from 'preact'
import { Button, Table, Warning } from '../../../design/index.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { CaseResult } from './run-cases.ts'

/** Ways to see each page as a resident, and how the examples came out. */
export function TrialPage({
  screen,
  copy,
  name,
  definition,
  results,
  sample,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly definition: ProcedureDefinition | undefined
  readonly results: readonly CaseResult[]
  /** The trial begins with made-up answers in its fields. */
  readonly sample: boolean
}): JSX.Element {
  return (
    <CopyScreen copy={copy} name={name} tab="trial" title={messages.title} lead={messages.lead} screen={screen}>
      {definition === undefined ? (
        <Warning>{messages.broken}</Warning>
      ) : (
        <>
          <Phone base={`/designer/copies/${copy.id}/trial`} sample={sample} />
          <h2>{messages.cases}</h2>
          <p>{messages.casesLead}</p>
          <Cases results={results} copy={copy} screen={screen} />
          <h2>{messages.pages}</h2>
          <p>{messages.pagesLead}</p>
          <Table
            caption={messages.pages}
            columns={[
              { id: 'page', label: messages.pageColumn, heading: true },
              ...(['ja', 'easy', 'en'] as const).map((id) => ({ id, label: messages.languages[id] })),
            ]}
            rows={definition.pages.map((page) => {
              const link = (language: 'ja' | 'easy' | 'en') => (
                <a href={`/designer/copies/${copy.id}/trial/pages/${page.id}?in=${language}`}>
                  {messages.languages[language]}
                  <span class="aloud">：{page.title.ja}</span>
                </a>
              )
              return { page: page.title.ja, ja: link('ja'), easy: link('easy'), en: link('en') }
            })}
          />
          <h2>{messages.letters}</h2>
          <Letters copy={copy} definition={definition} />
        </>
      )}
    </CopyScreen>
  )
}

/** The whole way through the form, as large as on a phone. */
function Phone({ base, sample }: { readonly base: string; readonly sample: boolean }): JSX.Element {
  const ways = messages.phoneWays
  return (
    <section class="flow" aria-labelledby="phone-title">
      <h2 id="phone-title">{messages.phone}</h2>
      <p>{messages.phoneLead}</p>
      <p>
        {sample ? <a href={base}>{ways.empty}</a> : <a href={`${base}?sample=yes`}>{ways.sample}</a>}
        {'　'}
        <a href={`${base}/walk?wide=yes${sample ? '&sample=yes' : ''}`}>{ways.wide}</a>
      </p>
      <iframe class="phone-frame" src={`${base}/walk${sample ? '?sample=yes' : ''}`} title={messages.phoneFrame} />
    </section>
  )
}

function Letters({
  copy,
  definition,
}: {
  readonly copy: WorkingCopy
  readonly definition: ProcedureDefinition
}): JSX.Element {
  const outcomes = definition.outcomes.filter(({ letter }) => letter !== undefined)
  if (outcomes.length === 0) return <p>{messages.noLetters}</p>
  return (
    <>
      <p>{messages.lettersLead}</p>
      <Table
        caption={messages.letters}
        columns={(['outcome', 'letter', 'show'] as const).map((id) => ({
          id,
          label: messages.letterColumns[id],
          ...(id === 'outcome' ? { heading: true } : {}),
        }))}
        rows={outcomes.map((outcome) => ({
          outcome: outcome.label.ja,
          letter: definition.letters[outcome.letter ?? '']?.title ?? '',
          show: (
            <a href={`/designer/copies/${copy.id}/trial/letters/${outcome.id}`}>
              {messages.showLetter}
              <span class="aloud">：{outcome.label.ja}</span>
            </a>
          ),
        }))}
      />
    </>
  )
}

function Cases({
  results,
  copy,
  screen,
}: {
  readonly results: readonly CaseResult[]
  readonly copy: WorkingCopy
  readonly screen: ScreenProps
}): JSX.Element {
  if (results.length === 0) return <p>{messages.noCases}</p>
  const fine = results.filter(({ differences }) => differences.length === 0).length
  return (
    <>
      <p>{messages.summary(fine, results.length)}</p>
      <Table
        caption={messages.cases}
        columns={(
          ['name', 'kind', 'outcome', 'details', ...(copy.state === 'open' ? (['act'] as const) : [])] as const
        ).map((id) => ({
          id,
          label: id === 'act' ? messages.removeCase : messages.caseColumns[id],
          ...(id === 'name' ? { heading: true } : {}),
        }))}
        rows={results.map((result) => ({
          name: result.name,
          kind: result.kind === undefined ? '' : messages.kinds[result.kind],
          outcome:
            result.differences.length === 0 ? messages.asExpected : messages.different(result.differences.length),
          details: (
            <>
              {result.differences.map((sentence) => (
                <p>{sentence}</p>
              ))}
            </>
          ),
          act: (
            <form
              method="post"
              action={`/designer/copies/${copy.id}/trial/examples/${result.file}/remove`}
              class="inline-form"
            >
              <Hidden screen={{ ...screen, requestKey: crypto.randomUUID() }} seen={copy.version} />
              <Button label={messages.removeCase} kind="text" small about={`：${result.name}`} />
            </form>
          ),
        }))}
      />
    </>
  )
}
