import type { JSX } from 'preact'
import {
  Answers,
  Button,
  ChoiceLine,
  Columns,
  DeadlinePanel,
  EmailInput,
  ErrorSummary,
  Facts,
  LinkButton,
  Notice,
  ReadyList,
  ResidentPage,
  Tag,
  Text,
  useLocale,
  Warning,
  type Words,
} from '../../../design/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import type { NavigatorMessages } from '../messages.ts'
import type { PresentedBenefit, PresentedItem, PresentedList } from '../present-list.ts'
import type { Frame } from './question-page.tsx'

export interface ListPageProps {
  readonly frame: Frame
  readonly m: NavigatorMessages
  readonly base: string
  readonly csrf: string
  readonly requestKey: string
  readonly list: PresentedList
  readonly answers: readonly { readonly label: Words; readonly text: Words; readonly changeHref: string }[]
  readonly mail: { readonly sent?: boolean; readonly typed?: string; readonly error?: string }
}

/** What to do, by when, where, with what; what one may be entitled to and why; and how to keep it. */
export function ListPage(props: ListPageProps): JSX.Element {
  const { frame, m, list, mail } = props
  return (
    <ResidentPage
      {...frame}
      title={m.listTitle}
      failed={mail.error !== undefined}
      back={{ href: props.base, label: list.title }}
    >
      <Columns
        phone="top"
        asideLabel={list.late.length > 0 ? m.lateTitle : list.advised !== undefined ? m.nextAdvised : m.nextDue}
        aside={<Next m={m} list={list} base={props.base} />}
        lead={
          <>
            {mail.error !== undefined && <ErrorSummary problems={[{ id: 'email', message: mail.error }]} />}
            <h1>
              <Text words={m.listTitle} />
            </h1>
            <p>
              <Text words={m.listLead(list.today)} />
            </p>
          </>
        }
      >
        <h2>
          <Text words={m.itemsTitle} />
        </h2>
        <form class="stack" method="post" action="/basket">
          <input type="hidden" name="csrf" value={props.csrf} />
          <ol class="rows guide-list">
            {list.items.map((item) => (
              <Item item={item} m={m} />
            ))}
          </ol>
          {list.items.filter(({ procedure }) => procedure?.online && !procedure.again).length > 1 && (
            <div class="flow screen-only">
              <p class="hint">
                <Text words={m.togetherNote} />
              </p>
              <Button label={m.together} kind="line" />
            </div>
          )}
        </form>
        {list.benefits.length > 0 && (
          <section class="flow">
            <h2>
              <Text words={m.benefitsTitle} />
            </h2>
            <p>
              <Text words={m.benefitsLead} />
            </p>
            {list.benefits.map((benefit) => (
              <Benefit benefit={benefit} m={m} />
            ))}
          </section>
        )}
        {list.bring.length > 0 && <Bring m={m} list={list} />}
        <Offices m={m} list={list} />
        <Keep {...props} />
        <Own {...props} />
      </Columns>
    </ResidentPage>
  )
}

function Next({ m, list, base }: Pick<ListPageProps, 'm' | 'list' | 'base'>): JSX.Element {
  return (
    <>
      {list.late.length > 0 && <Late m={m} list={list} />}
      {list.advised !== undefined && <NextDay title={m.nextAdvised} next={list.advised} />}
      {list.next === undefined ? (
        list.late.length === 0 &&
        list.advised === undefined && (
          <p class="panel">
            <Text words={m.nothingDue} />
          </p>
        )
      ) : (
        <NextDay title={m.nextDue} next={list.next} />
      )}
      {list.dated && <LinkButton href={`${base}/calendar.ics`} label={m.calendar} kind="line" icon="calendar" wide />}
    </>
  )
}

function NextDay({
  title,
  next,
}: {
  readonly title: Words
  readonly next: NonNullable<PresentedList['next']>
}): JSX.Element {
  return <DeadlinePanel title={title} value={next.day} left={next.left} lines={[next.name]} />
}

/** What is overdue comes before what is next: it is what to do now. */
function Late({ m, list }: Pick<ListPageProps, 'm' | 'list'>): JSX.Element {
  return (
    <Warning title={m.lateTitle} level={2}>
      <p>
        <Text words={m.lateLead} />
      </p>
      <ul>
        {list.late.map(({ id, name, left, now }) => (
          <li>
            <a href={`#item-${id}`}>
              <Text words={name} />
            </a>
            <br />
            <b>
              <Text words={left} />
            </b>
            <br />
            <Text words={now} />
          </li>
        ))}
      </ul>
    </Warning>
  )
}

function Item({ item, m }: { item: PresentedItem; m: NavigatorMessages }): JSX.Element {
  const { due, procedure } = item
  return (
    <li id={`item-${item.id}`}>
      <p class="guide-due">
        <b>
          <Text words={due?.day ?? m.noDue} />
        </b>
        {due?.left !== undefined && <Tag label={due.left} tone={due.tone} />}
      </p>
      <h3>
        <Text words={item.name} />
      </h3>
      <p>
        <Text words={item.how} />
      </p>
      {item.late !== undefined && (
        <p>
          <Text words={item.late} />
        </p>
      )}
      {procedure !== undefined && (
        <p>
          <Text words={m.online} />
          {m.colon}
          <a href={procedure.href}>
            <Text words={procedure.name} />
          </a>
        </p>
      )}
      {procedure?.online && procedure.id !== undefined && !procedure.again && (
        <div class="screen-only">
          <ChoiceLine
            type="checkbox"
            id={`procedure-${item.id}`}
            name="procedure"
            value={procedure.id}
            label={m.togetherTick}
            checked={false}
          />
        </div>
      )}
      <p class="hint">
        <Text words={m.where} />
        {m.colon}
        <Text words={item.office.name} />
        {due?.counted !== undefined ? (
          <>
            <br />
            <Text words={due.counted} />
          </>
        ) : (
          item.law !== undefined && (
            <>
              <br />
              <Text words={m.law} />
              {m.colon}
              <span lang="ja">{item.law}</span>
            </>
          )
        )}
      </p>
    </li>
  )
}

function Benefit({ benefit, m }: { benefit: PresentedBenefit; m: NavigatorMessages }): JSX.Element {
  return (
    <section class="panel">
      <h3>
        <a href={`#item-${benefit.id}`}>
          <Text words={benefit.name} />
        </a>
      </h3>
      {benefit.amount !== undefined && (
        <p>
          <b>
            <Text words={benefit.amount} />
          </b>
        </p>
      )}
      <p>
        <Text words={benefit.why} />
      </p>
      {benefit.compared.length > 0 && (
        <>
          <p class="hint">
            <Text words={m.compared} />
          </p>
          <Facts facts={benefit.compared.map(({ label, value }) => ({ term: label, value: <Text words={value} /> }))} />
        </>
      )}
    </section>
  )
}

function Bring({ m, list }: Pick<ListPageProps, 'm' | 'list'>): JSX.Element {
  const locale = useLocale()
  const mark = locale === 'en' ? ', ' : '、'
  return (
    <section class="flow">
      <h2>
        <Text words={m.bringTitle} />
      </h2>
      <ReadyList
        things={list.bring.map(({ name, items }) => ({
          title: name,
          note: m.bringFor(items.map((item) => pickText(item, locale).text).join(mark)),
        }))}
      />
    </section>
  )
}

function Offices({ m, list }: Pick<ListPageProps, 'm' | 'list'>): JSX.Element {
  return (
    <section class="flow">
      <h2>
        <Text words={m.officesTitle} />
      </h2>
      <Facts
        facts={list.offices.map((office) => ({
          term: office.name,
          value: (
            <>
              {office.phone !== undefined && (
                <a class="telephone" href={`tel:${office.phone}`}>
                  {office.phone}
                </a>
              )}
              <ul>
                {office.items.map((item) => (
                  <li>
                    <Text words={item} />
                  </li>
                ))}
              </ul>
            </>
          ),
        }))}
      />
    </section>
  )
}

function Keep({ m, base, csrf, requestKey, mail, list }: ListPageProps): JSX.Element {
  return (
    <section class="flow screen-only" id="keep">
      <h2>
        <Text words={m.keepTitle} />
      </h2>
      {mail.sent && (
        <Notice title={m.mailSent} level={3}>
          <p role="status">
            <Text words={m.mailSentText} />
          </p>
        </Notice>
      )}
      {list.dated && (
        <>
          <p>
            <LinkButton href={`${base}/calendar.ics`} label={m.calendar} kind="line" icon="calendar" />
          </p>
          <p class="hint">
            <Text words={m.calendarNote} />
          </p>
        </>
      )}
      <p class="hint">
        <Text words={m.printNote} />
      </p>
      <form class="stack" method="post" action={`${base}/mail`} novalidate>
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <EmailInput
          id="email"
          name="email"
          label={m.mailLabel}
          hint={m.mailHint}
          value={mail.typed ?? ''}
          {...(mail.error === undefined ? {} : { error: mail.error })}
        />
        <p class="hint">
          <Text words={m.mailNote} />
        </p>
        <Button label={m.mailSend} kind="line" icon="mail" />
      </form>
    </section>
  )
}

function Own({ m, base, csrf, answers }: ListPageProps): JSX.Element {
  return (
    <section class="flow screen-only">
      <h2>
        <Text words={m.yourAnswers} />
      </h2>
      <Answers
        answers={answers.map(({ label, text, changeHref }) => ({
          term: label,
          value: <Text words={text} />,
          changeHref,
        }))}
      />
      <form class="stack" method="post" action={`${base}/forget`}>
        <input type="hidden" name="csrf" value={csrf} />
        <p class="hint">
          <Text words={m.forgetNote} />
        </p>
        <Button label={m.forget} kind="line" />
      </form>
    </section>
  )
}
