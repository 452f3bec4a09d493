import type { ComponentChildren, JSX } from 'preact'
import { ErrorSummary } from '../components/error-summary/error-summary.tsx'
import { Notice } from '../components/notice/notice.tsx'
import { StaffPage, type StaffPageProps } from './staff-page.tsx'

/** What a screen of the office with forms is shown in: the frame, what was typed, and what is to be put right. */
export interface FormScreenProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  /** Sentences by the id of the input that they are about. */
  readonly problems: Readonly<Record<string, string>>
  /** A sentence that belongs to no input. */
  readonly problem?: string
  readonly notice?: string
}

/** A screen of the office: the summary of what to put right, a notice of what was done, the title, the content. */
export function FormScreen({
  title,
  lead,
  back,
  screen,
  refreshSeconds,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly back?: { readonly href: string; readonly label: string }
  readonly screen: FormScreenProps
  /** Loads itself anew while something goes on in the background. */
  readonly refreshSeconds?: number
  readonly children: ComponentChildren
}): JSX.Element {
  const problems = [
    ...Object.entries(screen.problems).map(([id, message]) => ({ id, message })),
    ...(screen.problem === undefined ? [] : [{ message: screen.problem }]),
  ]
  return (
    <StaffPage
      {...screen.frame}
      title={title}
      failed={problems.length > 0}
      {...(back === undefined ? {} : { back })}
      {...(refreshSeconds === undefined ? {} : { refreshSeconds })}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {screen.notice !== undefined && <Notice>{screen.notice}</Notice>}
      <h1>{title}</h1>
      {lead !== undefined && <p>{lead}</p>}
      {children}
    </StaffPage>
  )
}

/** The error of one input, ready to be spread into its props. */
export function errorOf(problems: FormScreenProps['problems'], name: string): { readonly error?: string } {
  const error = problems[name]
  return error === undefined ? {} : { error }
}
