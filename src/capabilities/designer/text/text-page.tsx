import type { JSX } from 'preact'
import { Button, Notice, TextArea, TextInput, Warning } from '../../../design/index.ts'
import type { Finding } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { Findings } from '../views/findings.tsx'
import { CopyScreen, Hidden, type ScreenProps } from '../views/screen.tsx'
import { lineDiff } from './line-diff.ts'
import { messages } from './messages.ja.ts'

/** The text with everything found beside it. `overtaken`: somebody saved meanwhile; both texts stand on the page. */
export function TextPage({
  screen,
  copy,
  name,
  text,
  findings,
  overtaken,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly text: string
  readonly findings: readonly Finding[]
  readonly overtaken: boolean
}): JSX.Element {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const errors = new Set(findings.filter(({ severity }) => severity === 'error').map(({ line }) => line))
  return (
    <CopyScreen copy={copy} name={name} tab="text" title={messages.title} lead={messages.lead} screen={screen}>
      <Findings findings={findings} textHref="" />
      {overtaken && (
        <Warning title={messages.theirs}>
          <p>{messages.theirsLead}</p>
          <pre class="code" tabindex={0}>
            {lineDiff(copy.source, text.replaceAll('\r\n', '\n'))
              .map((line) => `${line.mark === '-' ? '−' : line.mark === '+' ? '＋' : '　'} ${line.text}`)
              .join('\n')}
          </pre>
          <p>{messages.mine}</p>
        </Warning>
      )}
      {copy.state === 'open' ? (
        <form method="post" action={`/designer/copies/${copy.id}/text`} enctype="multipart/form-data" class="flow">
          <Hidden screen={screen} seen={copy.version} />
          <TextArea id="source" name="source" label={messages.label} rows={30} value={text} />
          <TextInput
            id="note"
            name="note"
            label={messages.note}
            hint={messages.noteHint}
            required={false}
            value={screen.typed('note')}
          />
          <Button label={messages.save} />
        </form>
      ) : (
        <Notice>{messages.closed}</Notice>
      )}
      <h2>{messages.lines}</h2>
      <p class="hint">{messages.linesLead}</p>
      <ol class="code code-lines">
        {lines.map((line, i) => (
          <li id={`line-${i + 1}`}>{errors.has(i + 1) ? <mark>{line || ' '}</mark> : line || ' '}</li>
        ))}
      </ol>
    </CopyScreen>
  )
}
