import type { JSX } from 'preact'
import { formatEra } from '../../../civic/era.ts'
import { Button, ButtonRow, Notice, Radios, Select, TextArea, TextInput } from '../../../design/index.ts'
import { Hidden } from '../posting.tsx'
import { cancellationKinds, exemptions, groundsLength, hearingWays, lineLength } from '../rules/cancellation.ts'
import { cancellationMessages as messages } from './messages.ja.ts'
import { type CancellationPageProps, viewOf } from './view.ts'

/** 取り消す内容: what kind, why, by which article, and whether and how the person is heard before. */
export function TermsForm(props: CancellationPageProps): JSX.Element {
  const { loaded, running, about, hidden } = props
  const view = viewOf(props.state, 'terms')
  const known = running?.content
  const field = (name: string, otherwise = '') => ({ ...view.field(name), value: view.value(name, otherwise) })
  const deliveries = (['portal', 'post', 'counter'] as const).filter((way) => way !== 'portal' || about.mailbox)
  const usual =
    loaded.row.delivery === 'counter'
      ? 'counter'
      : loaded.row.delivery === 'portal' && about.mailbox
        ? 'portal'
        : 'post'
  return (
    <form class="flow" method="post" action={`/cases/${loaded.row.id}/cancellation`} novalidate>
      <Hidden fields={hidden()} />
      <Radios
        {...field('kind', running?.kind)}
        label={messages.kind}
        options={cancellationKinds.map((kind) => ({
          value: kind,
          label: messages.kinds[kind],
          hint: messages.kindHints[kind],
        }))}
      />
      <TextInput
        {...field('effectiveOn', running?.effectiveOn ? formatEra(running.effectiveOn) : '')}
        label={messages.effectiveOn}
        hint={messages.effectiveHint}
        required={false}
        width="20"
      />
      <TextArea
        {...field('grounds', known?.grounds)}
        label={messages.grounds}
        hint={messages.groundsHint}
        rows={4}
        limit={groundsLength}
      />
      <TextInput
        {...field('basis', known?.basis)}
        label={messages.basis}
        hint={messages.basisHint}
        maxlength={lineLength}
      />
      <Radios
        {...field('law', running?.law)}
        label={messages.law}
        options={(['act', 'ordinance'] as const).map((law) => ({ value: law, label: messages.laws[law] }))}
      />
      <Radios
        {...field('adverse', running === undefined ? (about.favourable ? 'yes' : '') : running.adverse ? 'yes' : 'no')}
        label={messages.adverse}
        hint={messages.adverseHint}
        options={(['yes', 'no'] as const).map((answer) => ({ value: answer, label: messages.adverseOptions[answer] }))}
      />
      <TextArea
        {...field('notAdverseBecause', known?.notAdverseBecause)}
        label={messages.notAdverseBecause}
        hint={messages.notAdverseHint}
        required={false}
        rows={2}
      />
      {about.granted && (
        <Notice>
          <p>{messages.grantedNote}</p>
        </Notice>
      )}
      <Radios
        {...field('way', running?.way)}
        label={messages.way}
        required={false}
        options={hearingWays.map((way) => ({ value: way, label: messages.ways[way] }))}
      />
      <Select
        {...field('exemption', running?.exemption ?? '')}
        label={messages.exemption}
        required={false}
        options={exemptions.map((each) => ({ value: each, label: messages.exemptions[each] }))}
      />
      <TextArea
        {...field('exemptBecause', known?.exemptBecause)}
        label={messages.exemptBecause}
        required={false}
        rows={2}
      />
      <TextInput
        {...field('authority', known?.authority)}
        label={messages.authority}
        hint={messages.authorityHint}
        required={false}
        maxlength={lineLength}
      />
      <Radios
        {...field('delivery', running?.delivery ?? usual)}
        label={messages.delivery}
        {...(about.mailbox ? {} : { hint: messages.noMailbox })}
        inline
        options={deliveries.map((way) => ({ value: way, label: messages.deliveries[way] }))}
      />
      <ButtonRow>
        <Button label={messages.saveTerms} kind={running ? 'line' : 'main'} />
      </ButtonRow>
    </form>
  )
}
