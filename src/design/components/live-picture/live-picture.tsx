import type { ComponentChildren, JSX } from 'preact'

export interface LivePictureProps {
  /** Where the form is sent to as it stands; answers `{ picture }` or `{ problem }`. */
  readonly to: string
  readonly title: string
  /** What the picture shows, for those who don't see it. */
  readonly alt: string
  /** Said when the picture can't be made just now. */
  readonly failed: string
  /** The form. */
  readonly children: ComponentChildren
}

/** A form with a picture beside it that follows what is written; without script there is the form alone. */
export function LivePicture({ to, title, alt, failed, children }: LivePictureProps): JSX.Element {
  return (
    <live-picture class="live-picture" data-to={to} data-failed={failed}>
      {children}
      <aside data-box hidden aria-label={title}>
        <p class="hint">{title}</p>
        <p role="status" class="field-error" data-status />
        <img data-picture hidden alt={alt} />
      </aside>
    </live-picture>
  )
}
