import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary, Notice, StaffPage } from '../../../../design/index.ts'
import type { ScreenProps } from './frame.ts'

/** One screen: the summary of what to put right, a notice of what was done, the title, the content. */
export function Screen({
  title,
  lead,
  back,
  screen,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly screen: Pick<ScreenProps, 'frame' | 'problems' | 'problem' | 'notice'>
  readonly children: ComponentChildren
}): JSX.Element {
  const problems = [
    ...Object.entries(screen.problems).map(([id, message]) => ({ id, message })),
    ...(screen.problem === undefined ? [] : [{ message: screen.problem }]),
  ]
  return (
    <StaffPage {...screen.frame} title={title} failed={problems.length > 0} {...(back === undefined ? {} : { back })}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {screen.notice !== undefined && <Notice>{screen.notice}</Notice>}
      <h1>{title}</h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </StaffPage>
  )
}
