import type { JSX } from 'preact'
import { Button, errorOf, Facts, Log, Table, TextArea } from '../../../design/index.ts'
import type { Finding } from '../../procedures/index.ts'
import type { CopyComment, CopySave, WorkingCopy } from '../copy.ts'
import { messages } from '../messages.ja.ts'
import { momentText } from '../moment.ts'
import { Findings } from './findings.tsx'
import { FilesInput } from './new-page.tsx'
import { NextSteps } from './next-steps.tsx'
import { CopyScreen, Hidden, type ScreenProps } from './screen.tsx'

const words = messages.copy

/** A working copy at a glance: what to put right, comments, files, every save. */
export function OverviewPage({
  screen,
  copy,
  name,
  findings,
  comments,
  saves,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly findings: readonly Finding[]
  readonly comments: readonly CopyComment[]
  readonly saves: readonly CopySave[]
}): JSX.Element {
  const base = `/designer/copies/${copy.id}`
  const key = () => ({ ...screen, requestKey: crypto.randomUUID() })
  return (
    <CopyScreen copy={copy} name={name} tab="overview" screen={screen}>
      <Facts
        facts={[
          { term: words.state, value: messages.states[copy.state] },
          { term: words.procedure, value: copy.procedureId },
          {
            term: words.base,
            value: copy.baseNumber === undefined ? words.newHere : words.baseNumber(copy.baseNumber),
          },
          { term: words.saved, value: `${momentText(copy.savedAt)}　${saves[0]?.savedName ?? ''}` },
        ]}
      />
      <NextSteps copy={copy} translations={findings.filter(({ code }) => code === 'missing-text').length} />
      <Findings findings={findings} textHref={`${base}/text`} />
      <h2>{words.comments}</h2>
      {comments.length === 0 ? (
        <p>{words.noComments}</p>
      ) : (
        <Log
          entries={comments.map((comment) => ({
            time: momentText(comment.writtenAt),
            at: comment.writtenAt.toISOString(),
            text: `${comment.writtenName}：${comment.body}`,
          }))}
        />
      )}
      <form method="post" action={`${base}/comments`} class="flow">
        <Hidden screen={screen} />
        <TextArea
          id="comment"
          name="comment"
          label={words.comment}
          rows={3}
          value={screen.typed('comment')}
          {...errorOf(screen.problems, 'comment')}
        />
        <Button label={words.commentSubmit} kind="line" />
      </form>
      <FilesPart copy={copy} screen={key()} base={base} />
      <h2>{words.history}</h2>
      <Table
        caption={words.history}
        columns={(['number', 'at', 'by', 'note', 'act'] as const).map((id) => ({
          id,
          label: id === 'act' ? words.restore : words.historyColumns[id],
          ...(id === 'number' ? { heading: true } : {}),
        }))}
        rows={saves.map((save) => ({
          number: save.number,
          at: momentText(save.savedAt),
          by: save.savedName,
          note: save.note,
          act:
            save.number === copy.version ? (
              words.newest
            ) : (
              <form method="post" action={`${base}/restore`} class="inline-form">
                <Hidden screen={key()} seen={copy.version} />
                <input type="hidden" name="number" value={save.number} />
                <a href={`${base}/differences?save=${save.number}`}>{words.show}</a>
                <Button label={words.restore} kind="text" small about={`：${save.number}`} />
              </form>
            ),
        }))}
      />
      {copy.state === 'open' && (
        <form method="post" action={`${base}/discard`} class="flow">
          <Hidden screen={key()} seen={copy.version} />
          <p class="hint">{words.discardHint}</p>
          <Button label={words.discard} kind="line" />
        </form>
      )}
    </CopyScreen>
  )
}

function FilesPart({ copy, screen, base }: { copy: WorkingCopy; screen: ScreenProps; base: string }): JSX.Element {
  const files = [
    { name: 'procedure.yaml', href: `${base}/files/procedure.yaml` },
    ...Object.keys(copy.cases).map((name) => ({ name: `cases/${name}`, href: `${base}/files/cases/${name}` })),
    ...Object.keys(copy.letters)
      .filter((name) => name.startsWith('letters/'))
      .map((name) => ({ name, href: `${base}/files/${name}` })),
  ]
  return (
    <details open={screen.problems.files !== undefined}>
      <summary>{words.files}</summary>
      <p>{words.filesLead}</p>
      <ul class="file-list">
        {files.map((file) => (
          <li>
            <a href={file.href} download>
              {file.name}
            </a>
          </li>
        ))}
      </ul>
      <form method="post" action={`${base}/files`} enctype="multipart/form-data" class="flow">
        <Hidden screen={screen} seen={copy.version} />
        <FilesInput hint={words.importHint} {...errorOf(screen.problems, 'files')} />
        <Button label={words.importSubmit} kind="line" />
      </form>
    </details>
  )
}
