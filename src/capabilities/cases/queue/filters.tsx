import type { JSX } from 'preact'
import { Button } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { caseStates } from '../rules/states.ts'
import { caseWords } from '../words.ja.ts'
import { queueMessages as messages } from './messages.ja.ts'
import type { QueueFilter, QueueId } from './queues.ts'

export interface QueueFiltersProps {
  readonly queue: QueueId
  readonly text: string
  readonly filter: QueueFilter
  readonly procedures: readonly { readonly id: string; readonly name: string }[]
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
        <Choice
          id="procedure"
          label={messages.procedure}
          value={filter.procedureId}
          options={procedures.map(({ id, name }) => [id, name])}
        />
        <Choice
          id="channel"
          label={messages.channel}
          value={filter.channel}
          options={Object.entries(caseWords.channels)}
        />
        <Choice
          id="state"
          label={messages.state}
          value={filter.state}
          options={caseStates.map((state) => [state, caseWords.states[state]])}
        />
        <Day id="from" label={messages.from} value={filter.arrivedFrom} />
        <Day id="to" label={messages.to} value={filter.arrivedTo} />
        <Button kind="line" small label={messages.narrow} />
        <a href={props.clearHref}>{messages.clear}</a>
      </form>
    </search>
  )
}

function Choice(props: {
  id: string
  label: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
}): JSX.Element {
  return (
    <label for={props.id}>
      {props.label}
      <select class="input" id={props.id} name={props.id}>
        <option value="">{messages.any}</option>
        {props.options.map(([value, label]) => (
          <option value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}

function Day({ id, label, value }: { id: string; label: string; value: string | undefined }): JSX.Element {
  return (
    <label for={id}>
      {label}
      <input class="input" id={id} type="date" name={id} value={value ?? ''} />
    </label>
  )
}
