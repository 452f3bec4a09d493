import type { JSX } from 'preact'
import { Button, type Fact, Facts, LinkButton, Notice, Text, Warning, type Words } from '../../../../design/index.ts'
import { FormFields, type FormFieldsProps } from '../../../procedures/index.ts'
import type { Eligibility } from '../eligibility.ts'
import type { ProcedureMessages } from '../messages.ts'

export interface HandOverProps {
  readonly title: string
  readonly lead: string
  readonly needs: readonly Words[]
  readonly phone: string
  readonly link?: { readonly href: string; readonly label: string; readonly leaves: string }
}

export interface EligibilityProps {
  readonly outcome: Eligibility['outcome']
  readonly pages: readonly {
    readonly title: Words
    readonly lead: Words | undefined
    readonly fields: FormFieldsProps
  }[]
  readonly problems: readonly { readonly id: string; readonly message: Words }[]
  readonly stops: readonly Words[]
  readonly warnings: readonly Words[]
  readonly values: readonly Fact[]
  readonly yes: string
}

export interface CalendarProps {
  readonly title: string
  readonly rows: readonly {
    readonly label: Words
    readonly rule: Words
    readonly due: Words
    readonly article?: string
  }[]
}

/** The way out of the city's site: never without the name of the host beside it. */
export function HandOverCard({ m, handOver }: { m: ProcedureMessages; handOver: HandOverProps }): JSX.Element {
  return (
    <div class="card">
      <h2>
        <Text words={handOver.title} />
      </h2>
      <p class="hint">
        <Text words={handOver.lead} />
      </p>
      {handOver.link === undefined ? (
        <p>
          <Text words={m.elsewhereNoAddress} />
        </p>
      ) : (
        <Leave link={handOver.link} />
      )}
      <p>
        <Text words={m.elsewherePhone} />　<a href={`tel:${handOver.phone}`}>{handOver.phone}</a>
      </p>
    </div>
  )
}

function Leave({ link }: { link: NonNullable<HandOverProps['link']> }): JSX.Element {
  return (
    <>
      <LinkButton href={link.href} label={link.label} icon="external" outside wide />
      <p class="fine">
        <Text words={link.leaves} />
      </p>
    </>
  )
}

/** Questions that decide whether the procedure is the right one: a form that asks with the address and keeps nothing. */
export function EligibilityQuestions({
  m,
  id,
  eligibility,
  link,
}: {
  m: ProcedureMessages
  id: string
  eligibility: EligibilityProps
  link: HandOverProps['link']
}): JSX.Element {
  const { outcome } = eligibility
  return (
    <section class="panel" id="check" aria-labelledby="check-title">
      <h2 id="check-title">
        <Text words={m.checkTitle} />
      </h2>
      {outcome === 'no' && (
        <Warning title={m.checkNo} level={3}>
          {eligibility.stops.map((stop) => (
            <p>
              <Text words={stop} />
            </p>
          ))}
        </Warning>
      )}
      {outcome === 'more' && (
        <p>
          <b>
            <Text words={m.checkMore} />
          </b>
        </p>
      )}
      {outcome === 'yes' && (
        <Notice title={m.checkYes} level={3}>
          <p>
            <Text words={eligibility.yes} />
          </p>
          {eligibility.values.length > 0 && <Facts facts={eligibility.values} />}
          {link && <Leave link={link} />}
        </Notice>
      )}
      {eligibility.warnings.length > 0 && (
        <Notice title={m.checkKnow} level={3}>
          {eligibility.warnings.map((warning) => (
            <p>
              <Text words={warning} />
            </p>
          ))}
        </Notice>
      )}
      <p class="hint">
        <Text words={m.checkLead} />
      </p>
      <form class="flow" method="get" action={`/procedures/${id}#check`}>
        <input type="hidden" name="check" value="yes" />
        {eligibility.pages.map((part) => (
          <>
            <h3>
              <Text words={part.title} />
            </h3>
            {part.lead !== undefined && (
              <p>
                <Text words={part.lead} />
              </p>
            )}
            <FormFields {...part.fields} />
          </>
        ))}
        <Button label={outcome === 'not-asked' || outcome === 'more' ? m.checkButton : m.checkAgain} kind="line" />
      </form>
    </section>
  )
}

export function Calendar({ calendar }: { calendar: CalendarProps }): JSX.Element {
  return (
    <section class="flow" id="calendar">
      <h2>
        <Text words={calendar.title} />
      </h2>
      <Facts
        facts={calendar.rows.map((row) => ({
          term: row.label,
          value: (
            <>
              <b>
                <Text words={row.due} />
              </b>
              <br />
              <Text words={row.rule} />
              {row.article !== undefined && (
                <span class="fine" lang="ja">
                  （{row.article}）
                </span>
              )}
            </>
          ),
        }))}
      />
    </section>
  )
}
