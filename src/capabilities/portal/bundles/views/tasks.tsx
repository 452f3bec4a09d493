import type { JSX } from 'preact'
import {
  ButtonRow,
  Columns,
  DeadlinePanel,
  Facts,
  LinkButton,
  Notice,
  ResidentPage,
  type Task,
  TaskList,
  Text,
  Warning,
  type Words,
} from '../../../../design/index.ts'
import type { DraftsMessages } from '../../drafts/messages.ts'
import type { BundlePage } from './frame.ts'

export interface BundleTasksProps extends BundlePage {
  readonly d: DraftsMessages
  readonly title: string
  readonly done: number
  readonly total: number
  readonly shared: readonly Task[]
  readonly sharedNote: string
  readonly own: readonly {
    readonly title: string
    readonly deadline?: string
    readonly tasks: readonly Task[]
    readonly removeHref: string
    readonly removeAbout: string
  }[]
  readonly check: Task
  readonly nextHref: string
  readonly nextIsCheck: boolean
  readonly deadline?: { readonly value: string; readonly left: string; readonly lines: readonly Words[] }
  readonly savedAt: string
  readonly keptUntil: string
  readonly discardHref: string
  readonly resume?: { readonly number: string; readonly secret: string }
  readonly byMail: boolean
  readonly savedLater: boolean
  readonly removed?: { readonly text: string; readonly href: string }
  /** Procedures that closed meanwhile, that are gone, or that a changed answer no longer fits. */
  readonly told: readonly {
    readonly title: string
    readonly text: string
    readonly links: readonly { readonly href: string; readonly label: string }[]
  }[]
}

/** All parts of everything that is filed together, and how to come back to it. */
export function BundleTasksPage(props: BundleTasksProps): JSX.Element {
  const { frame, m, d } = props
  return (
    <ResidentPage {...frame} title={props.title} back={{ href: '/basket', label: m.basketTitle }}>
      <Columns asideLabel={m.aboutThis} aside={<About {...props} />}>
        {props.savedLater && (
          <Notice>
            <p>
              <Text words={d.savedLater} />
            </p>
          </Notice>
        )}
        {props.removed && (
          <Notice title={props.removed.text}>
            <p>
              <a href={props.removed.href}>
                <Text words={m.removedOpen} />
              </a>
            </p>
          </Notice>
        )}
        <h1>
          <Text words={props.title} />
        </h1>
        <p>
          <Text words={m.progress(props.done, props.total)} />
        </p>
        {props.told.map(({ title, text, links }) => (
          <Warning title={title}>
            <p>
              <Text words={text} />
            </p>
            {links.map(({ href, label }) => (
              <p>
                <a href={href}>
                  <Text words={label} />
                </a>
              </p>
            ))}
          </Warning>
        ))}
        {props.shared.length > 0 && (
          <section class="flow">
            <h2>
              <Text words={m.sharedTitle} />
            </h2>
            <p class="hint">
              <Text words={props.sharedNote} />
            </p>
            <TaskList tasks={props.shared} />
          </section>
        )}
        {props.own.map((each) => (
          <section class="flow">
            <h2>
              <Text words={each.title} />
            </h2>
            {each.deadline !== undefined && (
              <p class="hint">
                <Text words={each.deadline} />
              </p>
            )}
            {each.tasks.length === 0 ? (
              <p>
                <Text words={m.ownNothing} />
              </p>
            ) : (
              <TaskList tasks={each.tasks} />
            )}
            <p class="fine">
              <a href={each.removeHref}>
                <Text words={m.removeOne} />
                <span class="aloud">：{each.removeAbout}</span>
              </a>
            </p>
          </section>
        ))}
        <TaskList tasks={[props.check]} />
        <ButtonRow>
          <LinkButton href={props.nextHref} label={props.nextIsCheck ? d.toCheck : d.continue} />
        </ButtonRow>
      </Columns>
    </ResidentPage>
  )
}

function About({ m, d, ...props }: BundleTasksProps): JSX.Element {
  const { resume } = props
  return (
    <>
      {props.deadline && (
        <DeadlinePanel
          title={m.firstDeadline}
          value={props.deadline.value}
          left={props.deadline.left}
          lines={props.deadline.lines}
        />
      )}
      <div class="panel" id="resume">
        <h2>
          <Text words={d.otherDevice} />
        </h2>
        <p>
          <Text words={props.byMail ? d.otherDeviceMail : resume ? d.otherDeviceCode : d.otherDeviceSignIn} />
        </p>
        {resume && (
          <Facts
            facts={[
              { term: d.resumeNumber, value: <b class="mono">{resume.number}</b> },
              { term: d.resumeSecret, value: <b class="mono">{resume.secret}</b> },
            ]}
          />
        )}
      </div>
      <p class="fine">
        <Text words={d.lastSaved(props.savedAt)} />
        <br />
        <Text words={d.keptUntil(props.keptUntil)} />
      </p>
      <p>
        <a href={props.discardHref}>
          <Text words={m.discard} />
        </a>
      </p>
    </>
  )
}
