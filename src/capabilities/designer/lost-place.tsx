import type { MiddlewareHandler } from 'hono'
import type { JSX } from 'preact'
import { Warning } from '../../design/index.ts'
import { HttpProblem, type PostedForm, page, type WebEnv } from '../../platform/http/index.ts'
import type { WorkingCopy } from './copy.ts'
import { messages } from './messages.ja.ts'
import { copyName } from './name.ts'
import { listSaves } from './store/copies.ts'
import { CopyScreen, type ScreenProps } from './views/screen.tsx'
import { copyOf, type Designer, dbOf, formSentWith, screenOf } from './web.ts'

const words = messages.lostPlace
/** What a form carries beside what somebody wrote. */
const carried = new Set(['csrf', 'requestKey', 'seen', 'do'])

/**
 * The place that a form was for is gone because somebody else saved meanwhile: instead of an empty 404 the person is told who did, and
 * reads all that they had written.
 */
export function keepWhatWasTyped(designer: Designer): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    await next()
    const form = formSentWith(c)
    if (!(c.error instanceof HttpProblem) || c.error.status !== 404 || form === undefined || form.text('seen') === '')
      return
    const copy = await copyOf(designer, c).catch(() => undefined)
    if (copy === undefined || Number(form.text('seen')) === copy.version) return
    const [newest] = await listSaves(dbOf(designer, c), copy.id)
    const problem = messages.problems.changedMeanwhile(newest?.savedName ?? '', newest?.number ?? 0)
    c.res = await page(c, <LostPlacePage screen={screenOf(c, { problem })} copy={copy} typed={typedIn(form)} />, {
      status: 422,
    })
  }
}

function LostPlacePage({
  screen,
  copy,
  typed,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly typed: readonly string[]
}): JSX.Element {
  return (
    <CopyScreen copy={copy} name={copyName(copy)} tab="overview" title={words.title} lead={words.lead} screen={screen}>
      {typed.length === 0 ? (
        <Warning>{words.nothing}</Warning>
      ) : (
        <>
          <h2>{words.typed}</h2>
          <pre class="code" tabindex={0}>
            {typed.join('\n')}
          </pre>
        </>
      )}
    </CopyScreen>
  )
}

/** Every text once, in the order of the form. */
function typedIn({ fields }: PostedForm): readonly string[] {
  const texts = [...fields].flatMap(([name, values]) => (carried.has(name) ? [] : values))
  return [...new Set(texts.map((text) => text.replaceAll('\r\n', '\n').trim()))].filter((text) => text !== '')
}
