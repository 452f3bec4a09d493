import { randomUUID } from 'node:crypto'
import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { Button, LinkButton, Notice, Table, Tag, withoutReadings } from '../../../design/index.ts'
import { type FollowUp, household } from '../follow-ups/list.ts'
import { hasEnded } from '../rules/states.ts'
import type { Mark } from '../store/notices.ts'
import { messages } from './messages.ja.ts'
import type { NoticeView } from './notice-load.ts'
import { Hidden } from './screen.tsx'

const words = messages.notice

/** What is to be done for each person and the household, ticked off at the counter. */
export function FollowUpSection(props: {
  readonly view: NoticeView
  readonly csrf: string
  readonly mayIntake: boolean
}): JSX.Element {
  const { view, csrf } = props
  const { row, content } = view.notice
  const { guide, list, open } = view.followUps
  const people = content.notice.people
  const groups = [household, ...people.map((_, index) => index)].map((person) => ({
    person,
    items: list.filter((each) => each.people.includes(person)),
  }))
  return (
    <section class="flow" id="follow-ups">
      <h2>{words.followUps}</h2>
      {guide === undefined ? <Notice title={words.noGuide} level={3} /> : <p>{words.followLead}</p>}
      {open.length > 0 && (
        <Notice title={words.ask(open.length)} level={3}>
          <ul>
            {open.map(({ field }) => (
              <li>{withoutReadings(field.label.ja)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {guide !== undefined && !hasEnded(row.state) && (
        <p>
          <LinkButton
            kind="line"
            small
            href={`/moving/notices/${row.id}/questions`}
            label={open.length > 0 ? words.askLink : words.askAgain}
          />
        </p>
      )}
      <form class="flow" method="post" action={`/moving/notices/${row.id}/follow-ups`}>
        <Hidden csrf={csrf} version={row.version} />
        <input type="hidden" name="requestKey" value={randomUUID()} />
        {groups
          .filter(({ items }) => items.length > 0)
          .map(({ person, items }) => (
            <>
              <h3>{person === household ? words.whole : people[person]?.name}</h3>
              <Table
                caption={person === household ? words.whole : (people[person]?.name ?? '')}
                columns={[
                  { id: 'item', label: words.itemColumns.item, heading: true },
                  { id: 'due', label: words.itemColumns.due },
                  { id: 'mark', label: words.itemColumns.mark },
                ]}
                rows={items.map((each) => lineOf(each, person, props))}
              />
            </>
          ))}
        {!props.mayIntake && <p class="hint">{words.noIntake}</p>}
      </form>
    </section>
  )
}

function lineOf(
  { item, whoIsOpen }: FollowUp,
  person: number,
  { view, mayIntake }: { readonly view: NoticeView; readonly mayIntake: boolean },
): Record<string, JSX.Element | string> {
  const mark = view.marks.find((each) => each.item === item.id && each.person === person)
  const { due } = item
  return {
    item: (
      <>
        {item.name.ja}
        {whoIsOpen && (
          <>
            {' '}
            <Tag label={words.whoOpen} tone="soon" icon={false} />
          </>
        )}
        <span class="second">{[item.law, bringWords(item.bring, view)].filter(Boolean).join('　')}</span>
      </>
    ),
    due:
      due === undefined ? (
        ''
      ) : (
        <>
          {due.advised ? words.advised(formatEra(due.last)) : words.until(formatEra(due.last))}
          {!due.advised && <span class="second">{messages.left(due.left)}</span>}
        </>
      ),
    mark: hasEnded(view.notice.row.state) ? (
      ((mark && words.markedBy(words.marks[mark.state], mark.by)) ?? '')
    ) : (
      <MarkButtons
        itemId={item.id}
        person={person}
        mark={mark}
        name={item.name.ja}
        begins={mayIntake && item.procedure !== undefined}
      />
    ),
  }
}

const bringWords = (bring: readonly string[], { things }: NoticeView): string =>
  bring.length === 0 ? '' : words.bring(bring.map((id) => things.get(id)?.name.ja ?? id).join('、'))

function MarkButtons(props: {
  readonly itemId: string
  readonly person: number
  readonly mark: Mark | undefined
  readonly name: string
  readonly begins: boolean
}): JSX.Element {
  const { itemId, person, mark, name, begins } = props
  const value = (state: string): string => `${itemId}|${person}|${state}`
  const button = (state: 'done' | 'not-needed' | 'clear' | 'begin'): JSX.Element => (
    <Button
      kind={state === 'done' ? 'line' : 'text'}
      small
      name="mark"
      value={value(state)}
      label={words.marks[state]}
      about={`：${name}`}
    />
  )
  if (mark !== undefined && mark.state !== 'handed-over')
    return (
      <>
        {words.markedBy(words.marks[mark.state], mark.by)} {button('clear')}
      </>
    )
  return (
    <>
      {mark !== undefined && <span class="second">{words.markedBy(words.marks[mark.state], mark.by)}</span>}
      {button('done')} {button('not-needed')}
      {begins && button('begin')}
    </>
  )
}
