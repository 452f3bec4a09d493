import type { JSX } from 'preact'
import { useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'
import { Tag, type TagTone } from '../tag/tag.tsx'

export type TaskStatus = 'done' | 'next' | 'started' | 'open' | 'blocked'

export interface Task {
  readonly title: Words
  readonly status: TaskStatus
  /** What was answered, minutes left, or why it is not possible yet. */
  readonly note?: Words
  /** Absent while blocked: a task not possible yet is no link. */
  readonly href?: string
}

const tones: { readonly [status in TaskStatus]: TagTone } = {
  done: 'done',
  next: 'now',
  started: 'plain',
  open: 'calm',
  blocked: 'calm',
}

/** The parts of a form with their state, in any order the person likes. */
export function TaskList({ tasks }: { tasks: readonly Task[] }): JSX.Element {
  const messages = useMessages()
  const words = {
    done: messages.taskDone,
    next: messages.taskNext,
    started: messages.taskStarted,
    open: messages.taskOpen,
    blocked: messages.taskBlocked,
  }
  return (
    <ul class="rows">
      {tasks.map((task) => {
        const line = (
          <>
            <span>
              <b>
                <Text words={task.title} />
              </b>
              {task.note !== undefined && (
                <span class="second">
                  <Text words={task.note} />
                </span>
              )}
            </span>
            <Tag label={words[task.status]} tone={tones[task.status]} />
          </>
        )
        return (
          <li>
            {task.href === undefined ? (
              <div class="link-row">{line}</div>
            ) : (
              <a class="link-row" href={task.href}>
                {line}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
