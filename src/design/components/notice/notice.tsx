import type { ComponentChildren, JSX } from 'preact'
import { Icon } from '../../icons/icon.tsx'
import { Text } from '../../words/text.tsx'
import type { Words } from '../../words/words.ts'

export interface NoticeProps {
  readonly title?: Words
  /** Level of its heading, so that headings stay in order. */
  readonly level?: 2 | 3
  readonly children?: ComponentChildren
  readonly id?: string
}

/** Something to know before going on: a line on the left, in the accent. */
export function Notice({ title, level, children, id }: NoticeProps): JSX.Element {
  return (
    <div class="notice" id={id}>
      {title !== undefined && <Heading level={level} words={title} />}
      {children}
    </div>
  )
}

/** Something with a consequence: a mark, the word, and what it means. */
export function Warning({ title, level, children, id }: NoticeProps): JSX.Element {
  return (
    <div class="notice notice-warning" id={id}>
      <Icon name="warning" />
      <div>
        {title !== undefined && <Heading level={level} words={title} />}
        {children}
      </div>
    </div>
  )
}

/** A thing of its own on a quiet ground. */
export function Panel({ title, level, children, id }: NoticeProps): JSX.Element {
  return (
    <div class="panel" id={id}>
      {title !== undefined && <Heading level={level} words={title} />}
      {children}
    </div>
  )
}

/** A thing of its own with an edge: the button beside a text, a form inside a page. */
export function Card({ title, level, children, id }: NoticeProps): JSX.Element {
  return (
    <div class="card" id={id}>
      {title !== undefined && <Heading level={level} words={title} />}
      {children}
    </div>
  )
}

function Heading({ level = 2, words }: { level?: 2 | 3; words: Words }): JSX.Element {
  return level === 2 ? (
    <h2>
      <Text words={words} />
    </h2>
  ) : (
    <h3>
      <Text words={words} />
    </h3>
  )
}
