import { h, type JSX } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Button } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { caseStates } from '../rules/states.ts'
import { caseWords } from '../words.ja.ts'
import { queueMessages as messages } from './messages.ja.ts'
import type { QueueFilter, QueueId } from './queues.ts'

/** Values with what they are called. */
type Options = readonly (readonly [string, string])[]

const channels: Options = Object.entries(caseWords.channels)
const states: Options = caseStates.map((state) => [state, caseWords.states[state]])

export interface QueueFiltersProps {
  readonly queue: QueueId
  readonly text: string
  readonly filter: QueueFilter
  /** The same list as long as the catalogue stays as it is. */
  readonly procedures: Options
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly clearHref: string
}

/** One row of filters. It is posted, so that no name stands in an address; the answer is a redirect to the list. */
export function QueueFilters(props: QueueFiltersProps): JSX.Element {
  const { filter, procedures, text, queue } = props
  return (
    <search>
      <form class="filters" method="post" action="/cases/search">
        <Hidden fields={props.hidden} />
        <input type="hidden" name="queue" value={queue} />
        <label class="filter-wide" for="q">
          {messages.search}
          <input
            class="input"
            id="q"
            type="search"
            name="q"
            value={text}
            maxlength={100}
            data-key="search"
            autocomplete="off"
          />
        </label>
        <Choice id="procedure" label={messages.procedure} value={filter.procedureId} options={procedures} />
        <Choice id="channel" label={messages.channel} value={filter.channel} options={channels} />
        <Choice id="state" label={messages.state} value={filter.state} options={states} />
        <Day id="from" label={messages.from} value={filter.arrivedFrom} />
        <Day id="to" label={messages.to} value={filter.arrivedTo} />
        <Button kind="line" small label={messages.narrow} />
        <a href={props.clearHref}>{messages.clear}</a>
      </form>
    </search>
  )
}

function Choice(props: { id: string; label: string; value: string | undefined; options: Options }): JSX.Element {
  const { id, label, value, options } = props
  return (
    <label for={id}>
      {label}
      {h('select', { class: 'input', id, name: id, dangerouslySetInnerHTML: { __html: optionsHtml(options, value) } })}
    </label>
  )
}

const remembered = new WeakMap<Options, Map<string, string>>()

/** The same for every clerk until the catalogue changes: rendered once for each option that is chosen. */
function optionsHtml(options: Options, value = ''): string {
  const known = remembered.get(options) ?? new Map<string, string>()
  remembered.set(options, known)
  const chosen = options.some(([id]) => id === value) ? value : ''
  const html =
    known.get(chosen) ??
    renderToString(
      <>
        <option value="">{messages.any}</option>
        {options.map(([id, label]) => (
          <option value={id} selected={id === chosen}>
            {label}
          </option>
        ))}
      </>,
    )
  known.set(chosen, html)
  return html
}

function Day({ id, label, value }: { id: string; label: string; value: string | undefined }): JSX.Element {
  return (
    <label for={id}>
      {label}
      <input class="input" id={id} type="date" name={id} value={value ?? ''} />
    </label>
  )
}
