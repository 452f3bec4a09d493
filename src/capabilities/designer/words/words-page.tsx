import type { JSX } from 'preact'
import { Button, errorOf, Notice, Tabs, TextArea } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { type GuideLike, GuideLines } from './guide-lines.tsx'
import { messages } from './messages.ja.ts'
import type { WordPart, WordPlace } from './texts.ts'

/** All texts of one part, three languages side by side. */
export function WordsPage({
  screen,
  copy,
  name,
  part,
  places,
  guide,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly part: WordPart
  readonly places: readonly WordPlace[]
  /** Undefined while the text can't be read. */
  readonly guide: GuideLike | undefined
}): JSX.Element {
  const base = `/designer/copies/${copy.id}/words`
  return (
    <CopyScreen copy={copy} name={name} tab="words" title={messages.title} lead={messages.lead} screen={screen}>
      <Tabs
        label={messages.partsLabel}
        tabs={(Object.keys(messages.parts) as WordPart[]).map((id) => ({
          href: `${base}?part=${id}`,
          label: messages.parts[id],
          current: id === part,
        }))}
      />
      {copy.state !== 'open' && <Notice>{outline.closed}</Notice>}
      {part === 'guide' && guide && copy.state === 'open' && (
        <details open={['prepare', 'afterwards', 'minutes'].some((id) => screen.problems[id] !== undefined)}>
          <summary>{messages.guideLines.title}</summary>
          <GuideLines screen={screen} action={`${base}/guide`} seen={copy.version} guide={guide} />
        </details>
      )}
      {places.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <CopyForm screen={screen} copy={copy} action={`${base}?part=${part}`}>
          {places.map((place) => (
            <WordInputs screen={screen} place={place} />
          ))}
          {copy.state === 'open' && <Button label={messages.submit} />}
        </CopyForm>
      )}
    </CopyScreen>
  )
}

function WordInputs({ screen, place }: { readonly screen: ScreenProps; readonly place: WordPlace }): JSX.Element {
  const languages = place.plain ? (['ja'] as const) : (['ja', 'easy', 'en'] as const)
  const longest = Math.max(...languages.map((language) => place.kept[language]?.length ?? 0))
  return (
    <div class="languages">
      {languages.map((language) => {
        const input = `${place.path.join('.')}:${language}`
        const said = place.plain ? messages.japaneseOnly : `（${outline.item.languages[language]}）`
        return (
          <TextArea
            id={input}
            name={input}
            label={`${place.name}${said}`}
            rows={longest > 60 ? 4 : 2}
            required={language === 'ja'}
            value={screen.typed(input, place.kept[language])}
            {...errorOf(screen.problems, input)}
          />
        )
      })}
    </div>
  )
}
