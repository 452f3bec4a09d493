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
        </>
      )}
    </CopyScreen>
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
