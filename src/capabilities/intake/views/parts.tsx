import type { ComponentChildren, JSX } from 'preact'
import { dayOf, timeOf } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import { ErrorSummary, StaffPage } from '../../../design/index.ts'
import type { ScreenProps } from '../office/web.ts'

export interface ScreenProblem {
  readonly id?: string
  readonly message: string
}

export function Screen({
  screen,
  title,
  back,
  problems = [],
  refreshSeconds,
  children,
}: {
  readonly screen: ScreenProps
  readonly title: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly problems?: readonly ScreenProblem[]
  readonly refreshSeconds?: number
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <StaffPage
      {...screen.frame}
      title={title}
      failed={problems.length > 0}
      {...(back ? { back } : {})}
      {...(refreshSeconds === undefined ? {} : { refreshSeconds })}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <h1>{title}</h1>
      {children}
    </StaffPage>
  )
}

export function Hidden({ screen }: { readonly screen: ScreenProps }): JSX.Element {
  return (
    <>
      {screen.hidden.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

export function moment(at: Date): string {
  return `${formatShort(dayOf(at))} ${timeOf(at)}`
}

/** The error of one input, ready to be spread into its props. */
export function errorAt(problems: readonly ScreenProblem[], id: string): { readonly error?: string } {
  const found = problems.find((problem) => problem.id === id)
  return found ? { error: found.message } : {}
}
