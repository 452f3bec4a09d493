import type { JSX } from 'preact'
import { StaffPage, type StaffPageProps } from '../../../design/index.ts'
import type { ParkedEnvelope } from '../../../platform/relay/store.ts'
import type { AccessFilter, AccessLine } from '../access/store.ts'
import { messages } from '../messages.ja.ts'
import type { Verification } from '../verification/verification.ts'
import { AccessSection } from './access-section.tsx'
import { EvidenceSection, type EvidenceState } from './evidence-section.tsx'
import { RelaySection } from './relay-section.tsx'

export interface AuditPageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'> & { readonly csrf: string }
  readonly evidence: EvidenceState
  readonly verification: Verification | undefined
  readonly parked: readonly ParkedEnvelope[]
  readonly filter: AccessFilter
  readonly problems: { readonly from?: string; readonly to?: string }
  readonly lines: readonly AccessLine[]
  readonly more?: string
}

/** 監査: the proof, and who read what. */
export function AuditPage(props: AuditPageProps): JSX.Element {
  const { frame, evidence, verification, parked, filter, problems, lines, more } = props
  return (
    <StaffPage {...frame} title={messages.title} failed={Object.keys(problems).length > 0}>
      <h1>{messages.title}</h1>
      <EvidenceSection csrf={frame.csrf} evidence={evidence} verification={verification} />
      <RelaySection csrf={frame.csrf} parked={parked} />
      <AccessSection filter={filter} problems={problems} lines={lines} {...(more === undefined ? {} : { more })} />
    </StaffPage>
  )
}

/** The check by itself: it comes again by itself while it runs, and shows nobody's name meanwhile. */
export function VerificationPage({
  frame,
  evidence,
  verification,
}: Pick<AuditPageProps, 'frame' | 'evidence' | 'verification'>): JSX.Element {
  return (
    <StaffPage
      {...frame}
      title={messages.verify}
      back={{ href: '/audit', label: messages.title }}
      {...(verification?.state === 'running' ? { refreshSeconds: 2 } : {})}
    >
      <h1>{messages.verify}</h1>
      <EvidenceSection csrf={frame.csrf} evidence={evidence} verification={verification} />
    </StaffPage>
  )
}
