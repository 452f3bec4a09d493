import type { Context } from 'hono'
import { addressLines } from '../../../civic/address.ts'
import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { sectionOf } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { notShownEffects } from '../rules/deadlines.ts'
import { anyCard } from '../rules/people.ts'
import { messages } from './messages.ja.ts'
import { lastDayOf, type NoticeView } from './notice-load.ts'
import { plannedWords } from './notice-sections.tsx'
import { screen } from './screen.tsx'

const words = messages.letter

/** A letter to people who did not come, to print: what they missed, until when, whom to ask. It names no other person. */
export function letterPage(c: Context<WebEnv>, view: NoticeView): Response {
  const { row, content, name } = view.notice
  const { notice } = content
  const kind = messages.kinds[row.kind]
  const last = lastDayOf(view)
  const effects = notShownEffects(
    { kind: notice.kind, movedOn: notice.movedOn, plannedOutOn: notice.plannedOutOn, card: anyCard(notice.people) },
    view.today,
    (day) => view.facts.isClosedDay(day),
  )
  const section = sectionOf(c.get('city'), 'citizen-life')
  const { postcode, parts, line, building } = notice.to
  const lines =
    postcode !== undefined && parts !== undefined
      ? addressLines({ postcode, ...parts, ...(building === undefined ? {} : { building }) })
      : [line, building ?? '']
  const content_ = (
    <article class="flow">
      <p>
        {lines.map((each) => (
          <>
            {each}
            <br />
          </>
        ))}
        {words.to(name?.name ?? '')}
      </p>
      <p>{formatEra(dayOf(c.get('now')))}</p>
      <h1>{words.title(kind)}</h1>
      <p>{plannedWords(view, kind)}</p>
      {last !== undefined && <p>{words.until(formatEra(last))}</p>}
      <ul>
        {effects.map((effect) => (
          <li>{messages.notice.effect[effect]}</li>
        ))}
      </ul>
      <p>{words.closing}</p>
      <p>{words.number(row.receipt_number)}</p>
      <p>
        {words.ask}　{c.get('city').name} {section.name.ja}　{section.phone}
      </p>
    </article>
  )
  return screen(c, words.title(kind), content_, {
    back: { href: `/moving/notices/${row.id}`, label: messages.links.notice },
  })
}
