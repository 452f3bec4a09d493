import type { ComponentChildren, JSX } from 'preact'
import { useLocale, useMessages } from '../../words/language.tsx'
import { Text } from '../../words/text.tsx'
import { plain, type Words } from '../../words/words.ts'
import { Source } from '../field/field.tsx'

export interface Fact {
  readonly term: Words
  readonly value: ComponentChildren
}

/** Terms with their explanation: who, until when, fee, how long. */
export function Facts({ facts }: { facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div>
          <dt>
            <Text words={fact.term} />
          </dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Answer extends Fact {
  readonly changeHref?: string
  /** Where the value came from when it was not typed. */
  readonly source?: Words
  /** Staff screens: a word at the end of the line instead of 変更 (入力, カード, 補正 12/1). */
  readonly origin?: ComponentChildren
  /** The value before the last correction, struck through. */
  readonly before?: ComponentChildren
}

/** Answers to look through: term, value, where it came from, and 変更. */
export function Answers({ answers }: { answers: readonly Answer[] }): JSX.Element {
  const messages = useMessages()
  const locale = useLocale()
  return (
    <dl class="answers">
      {answers.map((answer) => (
        <div>
          <dt>
            <Text words={answer.term} />
          </dt>
          <dd>
            {answer.value}
            {answer.before !== undefined && (
              <span class="before">
                <span class="aloud">
                  <Text words={messages.before} />：
                </span>
                <del>{answer.before}</del>
              </span>
            )}
            {answer.source !== undefined && <Source words={answer.source} />}
          </dd>
          {answer.changeHref !== undefined && (
            <dd class="answer-end">
              <a href={answer.changeHref}>
                <span>
                  <Text words={messages.change} />
                </span>
                <span class="aloud">{plain(messages.changeOf(plain(answer.term, locale)), locale)}</span>
              </a>
            </dd>
          )}
          {answer.changeHref === undefined && answer.origin !== undefined && (
            <dd class="answer-end">{answer.origin}</dd>
          )}
        </div>
      ))}
    </dl>
  )
}
