import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  ErrorSummary,
  LinkButton,
  Radios,
  Select,
  TextInput,
  Warning,
} from '../../../design/index.ts'
import {
  type Answers,
  type CompiledProcedure,
  FormFields,
  type PageOnRoute,
  type Problem,
} from '../../procedures/index.ts'
import { Hidden } from '../posting.tsx'
import { shortMoment } from '../words.ts'
import type { PaperDraft, StoredPaperDraft } from './draft.ts'
import { filerOptions } from './filers.ts'
import { paperMessages as messages } from './messages.ja.ts'

export interface PaperStartProps {
  readonly procedures: readonly CompiledProcedure[]
  readonly drafts: readonly (StoredPaperDraft & { readonly procedure: string })[]
  readonly typed: (name: string) => string
  readonly problems: readonly { readonly at: string; readonly refusal: string }[]
  readonly today: string
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** Which procedure, how and when it came, who filed it, which document was seen. */
export function PaperStart(props: PaperStartProps): JSX.Element {
  const { procedures, drafts, typed, problems } = props
  const sentence = (refusal: string) => messages.problems[refusal] ?? refusal
  const field = (name: string, label: string) => {
    const problem = problems.find((each) => each.at === name)
    return { id: name, name, label, ...(problem ? { error: sentence(problem.refusal) } : {}) }
  }
  return (
    <>
      <ErrorSummary problems={problems.map(({ at, refusal }) => ({ id: at, message: sentence(refusal) }))} />
      <h1>{messages.title}</h1>
      <p>{messages.lead}</p>
      <p>
        <a href="/paper">{messages.print}</a>
      </p>
      <form class="flow" method="post" action="/cases/paper" novalidate>
        <Hidden fields={props.hidden} />
        <Select
          {...field('procedure', messages.procedure)}
          width="half"
          value={typed('procedure')}
          options={procedures.map(({ definition }) => ({ value: definition.id, label: definition.name.ja }))}
        />
        <Radios
          {...field('channel', messages.channel)}
          inline
          value={typed('channel')}
          options={Object.entries(messages.channels).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          {...field('arrivedOn', messages.arrivedOn)}
          hint={messages.arrivedHint}
          width="20"
          value={typed('arrivedOn') || props.today}
        />
        <Radios
          {...field('filer', messages.filer)}
          hint={messages.filerHint}
          value={typed('filer')}
          options={filerOptions(procedures)}
        />
        <Radios
          {...field('identityDocument', messages.identity)}
          hint={messages.identityHint}
          value={typed('identityDocument')}
          options={Object.entries(messages.identityDocuments).map(([value, label]) => ({ value, label }))}
        />
        <ButtonRow>
          <Button label={messages.begin} />
        </ButtonRow>
      </form>
      {drafts.length > 0 && (
        <>
          <h2>{messages.drafts}</h2>
          <ul>
            {drafts.map((draft) => (
              <li>
                <a href={`/cases/paper/${draft.id}`}>{messages.draft(draft.procedure, shortMoment(draft.updatedAt))}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** Registered, and another section is in charge: the number to tell the person at the counter, and where it went. */
export function PaperDone({ receiptNumber, section }: { receiptNumber: string; section: string }): JSX.Element {
  return (
    <>
      <h1>{messages.done}</h1>
      <p>
        <b class="keep">{receiptNumber}</b>
      </p>
      <p>{messages.doneWhere(section)}</p>
      <LinkButton kind="line" href="/cases/paper" label={messages.another} />
    </>
  )
}

export interface PaperFormProps {
  readonly draftId: string
  readonly procedureName: string
  readonly facts: string
  readonly pages: readonly { readonly page: PageOnRoute; readonly answers: Answers }[]
  readonly draft: PaperDraft
  readonly problems: readonly Problem[]
  /** Problems are shown and the clerk may register all the same. */
  readonly checked: boolean
  /** Another window has saved this paper since this one was opened. */
  readonly stale: boolean
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** All pages of the form one under the other: a clerk types from paper and needs no steps. */
export function PaperForm(props: PaperFormProps): JSX.Element {
  const { pages, draft, problems, checked } = props
  return (
    <>
      <ErrorSummary problems={problems.map((problem) => ({ id: problem.path, message: problem.message }))} />
      <h1>{messages.formTitle(props.procedureName)}</h1>
      {props.stale && (
        <Warning>
          <p>{messages.stale}</p>
          <p>
            <a href={`/cases/paper/${props.draftId}`} target="_blank" rel="noopener">
              {messages.openOther}
            </a>
          </p>
        </Warning>
      )}
      <p class="sub">{props.facts}</p>
      <form class="flow" method="post" action={`/cases/paper/${props.draftId}`} novalidate>
        <Hidden fields={props.hidden} />
        {pages.map(({ page, answers }) => (
          <section>
            <h2>{page.page.title.ja}</h2>
            <input type="hidden" name="page" value={page.page.id} />
            <FormFields page={page} answers={answers} typed={draft.typed} problems={problems} />
          </section>
        ))}
        {checked && problems.length > 0 && (
          <Warning>
            <p>{messages.incomplete}</p>
          </Warning>
        )}
        <ButtonRow>
          <Button kind={checked ? 'line' : 'main'} label={messages.save} name="do" value="save" />
          {checked && (
            <Button
              label={problems.length > 0 ? messages.registerIncomplete : messages.register}
              name="do"
              value="register"
            />
          )}
          <Button kind="text" label={messages.discard} name="do" value="discard" />
        </ButtonRow>
      </form>
    </>
  )
}
