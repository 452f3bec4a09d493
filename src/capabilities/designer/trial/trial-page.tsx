import type { JSX } from 'preact'
import { Table, Warning } from '../../../design/index.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import type { CaseResult } from './run-cases.ts'

/** Ways to see each page as a resident, and how the examples came out. */
export function TrialPage({
  screen,
  copy,
  name,
  definition,
  results,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly definition: ProcedureDefinition | undefined
  readonly results: readonly CaseResult[]
}): JSX.Element {
  return (
    <CopyScreen copy={copy} name={name} tab="trial" title={messages.title} lead={messages.lead} screen={screen}>
      {definition === undefined ? (
        <Warning>{messages.broken}</Warning>
      ) : (
        <>
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
          <h2>{messages.cases}</h2>
          <p>{messages.casesLead}</p>
          <Cases results={results} />
          <h2>{messages.letters}</h2>
          <Letters copy={copy} definition={definition} />
        </>
      )}
    </CopyScreen>
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

function Cases({ results }: { readonly results: readonly CaseResult[] }): JSX.Element {
  if (results.length === 0) return <p>{messages.noCases}</p>
  const fine = results.filter(({ differences }) => differences.length === 0).length
  return (
    <>
      <p>{messages.summary(fine, results.length)}</p>
      <Table
        caption={messages.cases}
        columns={(['name', 'kind', 'outcome', 'details'] as const).map((id) => ({
          id,
          label: messages.caseColumns[id],
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
        }))}
      />
    </>
  )
}
