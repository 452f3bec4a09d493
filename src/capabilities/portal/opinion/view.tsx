import type { JSX } from 'preact'
import {
  AnswerForm,
  Button,
  ErrorSummary,
  LinkButton,
  Radios,
  ResidentPage,
  type ResidentPageProps,
  Text,
  TextArea,
  type Words,
} from '../../../design/index.ts'
import type { OpinionMessages } from './messages.ts'

/** Grades from best to worst, as they are offered. */
export const grades = ['5', '4', '3', '2', '1'] as const
export const longestText = 500

export interface OpinionFormProps {
  readonly m: OpinionMessages
  readonly action: string
  readonly csrf: string
  readonly grade?: string
  readonly text?: string
  readonly problems?: readonly { readonly id?: string; readonly message: Words }[]
}

/** The one question. Nothing is chosen beforehand, and leaving it alone is an answer too. */
export function OpinionForm({ m, action, csrf, grade, text, problems = [] }: OpinionFormProps): JSX.Element {
  const errorAt = (id: string) => {
    const found = problems.find((problem) => problem.id === id)
    return found === undefined ? {} : { error: found.message }
  }
  return (
    <AnswerForm action={action} hidden={{ csrf }}>
      <Radios
        id="grade"
        name="grade"
        label={m.question}
        required={false}
        options={grades.map((value) => ({ value, label: m.grades[value] }))}
        {...(grade === undefined ? {} : { value: grade })}
        {...errorAt('grade')}
      />
      <TextArea
        id="text"
        name="text"
        label={m.text}
        hint={m.textHint}
        required={false}
        rows={3}
        limit={longestText}
        {...(text === undefined ? {} : { value: text })}
        {...errorAt('text')}
      />
      <Button label={m.send} kind="line" />
    </AnswerForm>
  )
}

/** The question on a page of its own: after a slip, or with the thanks. */
export function OpinionPage({
  frame,
  m,
  backHref,
  form,
}: {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: OpinionMessages
  readonly backHref: string
  /** Absent: it has been answered. */
  readonly form?: OpinionFormProps
}): JSX.Element {
  const problems = form?.problems ?? []
  return (
    <ResidentPage
      {...frame}
      title={form === undefined ? m.thanks : m.title}
      failed={problems.length > 0}
      layout="read"
      back={{ href: backHref, label: m.back }}
    >
      <ErrorSummary problems={problems} />
      <h1>
        <Text words={form === undefined ? m.thanks : m.title} />
      </h1>
      <p>
        <Text words={form === undefined ? m.thanksText : m.lead} />
      </p>
      {form === undefined ? <LinkButton href={backHref} label={m.back} kind="line" /> : <OpinionForm {...form} />}
    </ResidentPage>
  )
}
