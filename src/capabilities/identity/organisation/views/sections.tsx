import type { JSX } from 'preact'
import { formatEraShort } from '../../../../civic/era.ts'
import { Button, Select, StaffPage, type StaffPageProps, Table, TextInput } from '../../../../design/index.ts'
import { organisationMessages as m } from '../messages.ja.ts'
import type { Post, Section } from '../model.ts'
import { type Edited, Version, WhatStandsNow } from './changed-meanwhile.tsx'
import { AreaLinks, Done, fieldsOf, isFailed, Problems, type TypedForm } from './parts.tsx'
import { Hidden } from './person.tsx'

type Frame = Omit<StaffPageProps, 'title' | 'children' | 'failed' | 'keys' | 'back'>

export interface SectionsPageProps {
  readonly frame: Frame
  readonly sections: readonly Section[]
  readonly posts: readonly Post[]
  readonly typed: TypedForm
  readonly done?: string
}

/** The tree of sections and the ladder of posts. */
export function SectionsPage({ frame, sections, posts, typed, done }: SectionsPageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={m.sectionsTitle} failed={isFailed(typed)}>
      <Problems typed={typed} />
      <h1>{m.sectionsTitle}</h1>
      <AreaLinks here="sections" />
      <Done {...(done === undefined ? {} : { sentence: done })} />
      <h2>{m.sections}</h2>
      <Table
        caption={m.sections}
        columns={[
          { id: 'name', label: m.section, heading: true },
          { id: 'parent', label: m.parent },
          { id: 'code', label: m.code },
          { id: 'phone', label: m.phone },
          { id: 'period', label: m.periodLabel },
        ]}
        rows={inTreeOrder(sections).map(({ section, depth }) => ({
          name: (
            <>
              <span aria-hidden="true">{'　'.repeat(depth)}</span>
              <a href={`/organisation/sections/${section.id}`}>{section.name}</a>
            </>
          ),
          parent: sections.find((one) => one.id === section.parentId)?.name ?? '',
          code: section.code,
          phone: section.phone ?? '',
          period: m.period(formatEraShort(section.from), section.to === undefined ? null : formatEraShort(section.to)),
        }))}
      />
      <form method="post" action="/organisation/sections" novalidate>
        <Hidden csrf={frame.csrf} />
        <h3>{m.addSection}</h3>
        <SectionFields typed={typed} sections={sections} />
        <Button label={m.addSection} kind="line" />
      </form>
      <h2>{m.posts}</h2>
      <Table
        caption={m.posts}
        columns={[
          { id: 'name', label: m.postName, heading: true },
          { id: 'rank', label: m.rankShort, number: true },
          { id: 'code', label: m.code },
        ]}
        rows={posts.map((post) => ({
          name: <a href={`/organisation/posts/${post.id}`}>{post.name}</a>,
          rank: post.rank,
          code: post.code,
        }))}
      />
      <form method="post" action="/organisation/posts" novalidate>
        <Hidden csrf={frame.csrf} />
        <h3>{m.addPost}</h3>
        <PostFields typed={typed} />
        <Button label={m.addPost} kind="line" />
      </form>
    </StaffPage>
  )
}

/** Sections with those under them directly behind; the depth is shown by indenting and told by the column of 上の所属. */
function inTreeOrder(
  sections: readonly Section[],
  parent?: string,
  depth = 0,
): readonly { readonly section: Section; readonly depth: number }[] {
  const known = new Set(sections.map((section) => section.id))
  // A section whose superior has ended stands at the top, so that it is not lost from the list.
  const isHere = (section: Section): boolean =>
    parent === undefined ? section.parentId === undefined || !known.has(section.parentId) : section.parentId === parent
  return sections
    .filter(isHere)
    .flatMap((section) => [{ section, depth }, ...inTreeOrder(sections, section.id, depth + 1)])
}

export interface EditPageProps {
  readonly frame: Frame
  readonly typed: TypedForm
  readonly sections: readonly Section[]
  readonly section?: Section
  readonly post?: Post
}

/** One section, or one post, to be changed. */
export function EditPage({ frame, typed, sections, section, post }: EditPageProps): JSX.Element {
  const title = section === undefined ? m.changePost : m.changeSection
  return (
    <StaffPage
      {...frame}
      title={title}
      failed={isFailed(typed)}
      back={{ href: '/organisation/sections', label: m.toOrganisation }}
    >
      <div class="read flow">
        <Problems typed={typed} />
        <h1>{title}</h1>
        {section && (
          <form method="post" action={`/organisation/sections/${section.id}`} novalidate>
            <Hidden csrf={frame.csrf} />
            <Version typed={typed} form="section" version={section.version} />
            <WhatStandsNow {...editedSection(typed, section, sections)} />
            <SectionFields
              typed={typed}
              sections={sections.filter((one) => one.id !== section.id)}
              initial={sectionText(section)}
            />
            <Button label={m.saveSection} />
          </form>
        )}
        {post && (
          <form method="post" action={`/organisation/posts/${post.id}`} novalidate>
            <Hidden csrf={frame.csrf} />
            <Version typed={typed} form="post" version={post.version} />
            <WhatStandsNow {...editedPost(typed, post)} />
            <PostFields typed={typed} initial={postText(post)} />
            <Button label={m.savePost} />
          </form>
        )}
      </div>
    </StaffPage>
  )
}

type Initial = { readonly initial?: (field: string) => string }

function SectionFields({
  typed,
  sections,
  initial,
}: { typed: TypedForm; sections: readonly Section[] } & Initial): JSX.Element {
  const field = fieldsOf(typed, 'section', initial)
  return (
    <>
      <TextInput {...field('name')} label={m.section} width="20" />
      <TextInput {...field('code')} label={m.code} hint={m.codeHint} width="20" spellcheck={false} />
      <Select
        {...field('parent')}
        label={m.parent}
        required={false}
        options={sections.map((section) => ({ value: section.id, label: section.name }))}
      />
      <TextInput {...field('phone')} label={m.phone} width="20" required={false} />
      <TextInput {...field('from')} label={m.from} hint={m.dateHint} width="20" />
      <TextInput {...field('to')} label={m.to} width="20" required={false} />
    </>
  )
}

function PostFields({ typed, initial }: { typed: TypedForm } & Initial): JSX.Element {
  const field = fieldsOf(typed, 'post', initial)
  return (
    <>
      <TextInput {...field('name')} label={m.postName} width="20" />
      <TextInput {...field('code')} label={m.code} hint={m.codeHint} width="20" spellcheck={false} />
      <TextInput {...field('rank')} label={m.rank} width="3" inputmode="numeric" />
    </>
  )
}

function editedSection(typed: TypedForm, section: Section, sections: readonly Section[]): Edited {
  return {
    typed,
    form: 'section',
    version: section.version,
    fields: [
      { field: 'name', label: m.section },
      { field: 'code', label: m.code },
      { field: 'parent', label: m.parent },
      { field: 'phone', label: m.phone },
      { field: 'from', label: m.from },
      { field: 'to', label: m.to },
    ],
    now: sectionText(section),
    say: (field, value) => (field === 'parent' ? (sections.find((one) => one.id === value)?.name ?? '') : value),
  }
}

function editedPost(typed: TypedForm, post: Post): Edited {
  return {
    typed,
    form: 'post',
    version: post.version,
    fields: [
      { field: 'name', label: m.postName },
      { field: 'code', label: m.code },
      { field: 'rank', label: m.rankShort },
    ],
    now: postText(post),
  }
}

const sectionText = (section: Section) => (field: string) =>
  ({
    name: section.name,
    code: section.code,
    parent: section.parentId ?? '',
    phone: section.phone ?? '',
    from: section.from,
    to: section.to ?? '',
  })[field] ?? ''

const postText = (post: Post) => (field: string) =>
  ({ name: post.name, code: post.code, rank: String(post.rank) })[field] ?? ''
