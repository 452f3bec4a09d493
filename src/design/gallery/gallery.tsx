import type { JSX } from 'preact'
import type { AssetPaths } from '../../platform/http/assets.ts'
import type { Locale } from '../../platform/i18n/local-text.ts'
import { LinkRow, LinkRows } from '../components/link-row/link-row.tsx'
import type { PageDisplay } from '../layouts/document.tsx'
import { type PageCity, ResidentPage } from '../layouts/resident-page.tsx'
import { StaffPage } from '../layouts/staff-page.tsx'
import { allExamples } from './all-examples.ts'
import type { ComponentExamples } from './example.ts'
import { galleryWords } from './gallery.messages.ts'
import { samplePages } from './sample-pages.tsx'

/** What a gallery page needs from the server that shows it. */
export interface GalleryShell {
  readonly assets: AssetPaths
  readonly locale: Locale
  readonly display?: PageDisplay
  readonly city: PageCity
}

export interface GalleryPage {
  readonly path: string
  readonly title: string
  readonly page: (shell: GalleryShell) => JSX.Element
}

/** All pages of the gallery: the index, one for each component with every state, and whole sample pages. */
export function galleryPages(base = '/gallery'): readonly GalleryPage[] {
  const components = allExamples.map((component) => ({
    path: `${base}/${component.component}`,
    title: component.title,
    page: (shell: GalleryShell) => <ComponentPage component={component} base={base} shell={shell} />,
  }))
  const samples = samplePages.map((sample) => ({ ...sample, path: `${base}/pages/${sample.path}` }))
  const index = {
    path: base,
    title: galleryWords.title,
    page: (shell: GalleryShell) => <IndexPage shell={shell} components={components} samples={samples} />,
  }
  return [index, ...components, ...samples]
}

function IndexPage(props: {
  shell: GalleryShell
  components: readonly GalleryPage[]
  samples: readonly GalleryPage[]
}): JSX.Element {
  const { shell, components, samples } = props
  return (
    <ResidentPage {...shell} title={galleryWords.title} layout="read">
      <h1>{galleryWords.title}</h1>
      <p class="lead">{galleryWords.lead}</p>
      <h2>{galleryWords.pages}</h2>
      <LinkRows>
        {samples.map((page) => (
          <LinkRow href={page.path} title={page.title} />
        ))}
      </LinkRows>
      <h2>{galleryWords.components}</h2>
      <LinkRows>
        {components.map((page) => (
          <LinkRow href={page.path} title={page.title} />
        ))}
      </LinkRows>
    </ResidentPage>
  )
}

function ComponentPage(props: { component: ComponentExamples; base: string; shell: GalleryShell }): JSX.Element {
  const { component, base, shell } = props
  const back = { href: base, label: galleryWords.title }
  const content = (
    <div class="flow">
      <h1>{component.title}</h1>
      {component.examples.map((example, index) => (
        <section class="flow" data-example={index}>
          <h2>{example.name}</h2>
          {example.show()}
        </section>
      ))}
    </div>
  )
  if (!component.staff) {
    return (
      <ResidentPage {...shell} title={component.title} back={back}>
        <div class="read">{content}</div>
      </ResidentPage>
    )
  }
  return (
    <StaffPage
      assets={shell.assets}
      display={shell.display}
      city={shell.city}
      title={component.title}
      zone={galleryWords.zone}
      back={back}
    >
      {content}
    </StaffPage>
  )
}
