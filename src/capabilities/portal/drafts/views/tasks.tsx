import type { JSX } from 'preact'
import {
  ButtonRow,
  Columns,
  DeadlinePanel,
  Facts,
  LinkButton,
  Notice,
  ResidentPage,
  type ResidentPageProps,
  type Task,
  TaskList,
  Text,
  type Words,
} from '../../../../design/index.ts'
import type { DraftsMessages } from '../messages.ts'

export interface TasksProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: DraftsMessages
  readonly name: Words
  readonly procedureHref: string
  readonly tasks: readonly Task[]
  readonly done: number
  readonly total: number
  readonly nextHref: string
  readonly nextIsCheck: boolean
  readonly deadline?: { readonly value: string; readonly left: string }
  readonly savedAt: string
  readonly keptUntil: string
  readonly discardHref: string
  /** Number and secret of a draft without an account. */
  readonly resume?: { readonly number: string; readonly secret: string }
  /** Begun with a mail address: signing in with it opens the draft too. */
  readonly byMail: boolean
  readonly savedLater: boolean
}

/** The parts of one application, in any order, and how to come back to it. */
export function TasksPage(props: TasksProps): JSX.Element {
  const { frame, m, resume } = props
  return (
    <ResidentPage {...frame} title={props.name} back={{ href: props.procedureHref, label: props.name }}>
      <Columns
        asideLabel={m.aboutThis}
        aside={
          <>
            {props.deadline && (
              <DeadlinePanel title={m.deadline} value={props.deadline.value} left={props.deadline.left} />
            )}
            <div class="panel" id="resume">
              <h2>
                <Text words={m.otherDevice} />
              </h2>
              <p>
                <Text words={props.byMail ? m.otherDeviceMail : resume ? m.otherDeviceCode : m.otherDeviceSignIn} />
              </p>
              {resume && (
                <Facts
                  facts={[
                    { term: m.resumeNumber, value: <b class="mono">{resume.number}</b> },
                    { term: m.resumeSecret, value: <b class="mono">{resume.secret}</b> },
                  ]}
                />
              )}
            </div>
            <p class="fine">
              <Text words={m.lastSaved(props.savedAt)} />
              <br />
              <Text words={m.keptUntil(props.keptUntil)} />
            </p>
            <p>
              <a href={props.discardHref}>
                <Text words={m.discard} />
              </a>
            </p>
          </>
        }
      >
        {props.savedLater && (
          <Notice>
            <p>
              <Text words={m.savedLater} />
            </p>
          </Notice>
        )}
        <h1>
          <Text words={props.name} />
        </h1>
        <p>
          <Text words={m.progress(props.done, props.total)} />
        </p>
        <TaskList tasks={props.tasks} />
        <ButtonRow>
          <LinkButton href={props.nextHref} label={props.nextIsCheck ? m.toCheck : m.continue} />
        </ButtonRow>
      </Columns>
    </ResidentPage>
  )
}
