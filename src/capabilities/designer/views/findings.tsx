import type { JSX } from 'preact'
import { Notice, Warning } from '../../../design/index.ts'
import type { Finding } from '../../procedures/index.ts'
import { messages } from '../messages.ja.ts'

const words = messages.copy

/** Everything the checks found, each with the way to its line. */
export function Findings({ findings, textHref }: { findings: readonly Finding[]; textHref: string }): JSX.Element {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  return (
    <section class="flow" aria-labelledby="findings">
      <h2 id="findings">{words.findings}</h2>
      {errors.length === 0 && <Notice>{words.noFindings}</Notice>}
      {errors.length > 0 && (
        <Warning>
          <p>{words.errors(errors.length)}</p>
          <Lines findings={errors} textHref={textHref} />
        </Warning>
      )}
      {warnings.length > 0 && (
        <details>
          <summary>{words.warnings(warnings.length)}</summary>
          <Lines findings={warnings} textHref={textHref} />
        </details>
      )}
    </section>
  )
}

function Lines({ findings, textHref }: { findings: readonly Finding[]; textHref: string }): JSX.Element {
  return (
    <ul>
      {findings.map((finding) => (
        <li>
          <a href={`${textHref}#line-${finding.line}`}>{words.line(finding.line)}</a>　{finding.sentence}
        </li>
      ))}
    </ul>
  )
}
