import type { JSX } from 'preact'
import { type Task, TaskList } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { lettersOf } from '../letters/letter-data.ts'
import { messages } from '../messages.ja.ts'
import { optionalList } from '../outline/shape.ts'

const words = messages.steps

/** What is done and what comes next in a procedure that is new here, in the order in which it is quickest; nothing while the text can't be read. */
export function NextSteps({
  copy,
  translations,
}: {
  readonly copy: WorkingCopy
  /** How many texts have no やさしい日本語 or English. */
  readonly translations: number
}): JSX.Element | null {
  const data = lettersOf(copy)
  if (!data || copy.state !== 'open' || copy.baseNumber !== undefined) return null
  const base = `/designer/copies/${copy.id}`
  const pages = optionalList(data.pages)
  const questions = pages
    .flatMap(({ groups }) => optionalList(groups))
    .reduce((sum, { fields }) => sum + optionalList(fields).length, 0)
  const rules = optionalList((data as { readonly rules?: readonly unknown[] }).rules).length
  const examples = Object.keys(copy.cases).length
  const outcomes = optionalList(data.outcomes)
  const lettered = outcomes.filter(({ letter }) => letter !== undefined).length
  const step = (title: string, note: string, done: boolean, part: string): Task => ({
    title,
    note,
    status: done ? 'done' : 'open',
    href: `${base}/${part}`,
  })
  const tasks = [
    step(
      words.questions,
      words.questionsNote(pages.length, questions),
      questions > 1,
      questions > 1 ? 'pages' : 'many',
    ),
    step(words.rules, words.rulesNote(rules), rules > 0, 'rules'),
    step(words.guide, words.guideNote(translations), translations === 0, 'words?part=guide'),
    step(words.letters, words.lettersNote(lettered, outcomes.length), lettered > 0, 'letters'),
    step(words.trial, words.trialNote(examples), examples > 0, 'trial'),
    step(words.publication, words.publicationNote, false, 'publication'),
  ]
  const next = tasks.findIndex(({ status }) => status === 'open')
  return (
    <section class="flow" aria-labelledby="steps-title">
      <h2 id="steps-title">{words.title}</h2>
      <TaskList tasks={tasks.map((task, n) => (n === next ? { ...task, status: 'next' as const } : task))} />
    </section>
  )
}
