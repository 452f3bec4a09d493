import type { JSX } from 'preact'
import { errorOf, Select, TextArea, TextInput } from '../../../../design/index.ts'
import type { Description } from '../../compare/description.ts'
import { frequencies } from '../../language/dataset.ts'
import { licences } from '../describe/licences.ts'
import { describeMessages as words } from '../describe/messages.ja.ts'
import { type DescribingAround, offeredLicences } from '../describe/read-about.ts'
import { messages } from './messages.ja.ts'
import type { ScreenProps } from './web.ts'

/** What is said of a dataset beside its columns: of a new one, or of one that is there (`kept`). */
export function AboutInputs({
  screen,
  around: { folder, sections },
  kept,
}: {
  readonly screen: ScreenProps
  readonly around: DescribingAround
  readonly kept?: Description
}): JSX.Element {
  const select = (
    name: 'category' | 'topic' | 'update' | 'owner' | 'licence',
    offered: readonly { value: string; label: string }[],
    now: { readonly value: string; readonly label: string } | undefined,
    hint?: string,
  ) => (
    <Select
      id={name}
      name={name}
      label={words[name]}
      width="full"
      value={screen.typed(name, now?.value)}
      options={now && !offered.some(({ value }) => value === now.value) ? [...offered, now] : offered}
      {...(hint === undefined ? {} : { hint })}
      {...errorOf(screen.problems, name)}
    />
  )
  const plain = (value: string | undefined) => (value === undefined ? undefined : { value, label: value })
  const [usual] = licences
  const licence = kept?.licence ?? usual
  return (
    <>
      {(['titleJa', 'titleEasy', 'titleEn'] as const).map((name) => (
        <TextInput
          id={name}
          name={name}
          label={words[name]}
          value={screen.typed(name, textOf(kept?.title, name))}
          width="full"
          {...(name === 'titleEn' ? {} : { hint: name === 'titleJa' ? words.titleJaHint : words.titleEasyHint })}
          {...errorOf(screen.problems, name)}
        />
      ))}
      {(['summaryJa', 'summaryEasy', 'summaryEn'] as const).map((name) => (
        <TextArea
          id={name}
          name={name}
          label={words[name]}
          rows={2}
          value={screen.typed(name, textOf(kept?.summary, name))}
          {...errorOf(screen.problems, name)}
        />
      ))}
      {select(
        'category',
        (folder.shared.vocabularies.categories ?? []).map((value) => ({ value, label: value })),
        plain(kept?.category),
      )}
      {select(
        'topic',
        folder.shared.topics.map(({ id, label }) => ({ value: id, label: label.ja })),
        plain(kept?.topic),
      )}
      <TextInput
        id="keywords"
        name="keywords"
        label={words.keywords}
        hint={words.keywordsHint}
        required={false}
        width="full"
        value={screen.typed('keywords', kept?.keywords.join('、'))}
        {...errorOf(screen.problems, 'keywords')}
      />
      {select(
        'update',
        frequencies.map((value) => ({ value, label: messages.frequencies[value] })),
        plain(kept?.update),
      )}
      {select(
        'owner',
        Object.entries(sections).map(([value, { name, phone }]) => ({
          value,
          label: words.sectionOption(name.ja, phone),
        })),
        kept && { value: kept.owner, label: words.sectionOption(kept.section.name.ja, kept.section.phone) },
        kept && words.change.phone(kept.section.name.ja, kept.section.phone),
      )}
      <TextInput
        id="email"
        name="email"
        label={words.email}
        required={false}
        value={screen.typed('email', kept?.section.email)}
        {...errorOf(screen.problems, 'email')}
      />
      {select(
        'licence',
        offeredLicences(kept).map(({ id, title }) => ({ value: id, label: title })),
        licence && { value: licence.id, label: licence.title },
      )}
      <TextInput
        id="source"
        name="source"
        label={words.source}
        hint={words.sourceHint}
        value={screen.typed('source', kept?.source)}
        {...errorOf(screen.problems, 'source')}
      />
    </>
  )
}

function textOf(text: Description['title'] | undefined, name: string): string | undefined {
  return name.endsWith('Ja') ? text?.ja : name.endsWith('Easy') ? text?.easy : text?.en
}
