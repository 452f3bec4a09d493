import type { TestDatabase } from '../../../../test/support/database.ts'
import { testServices } from '../../../../test/support/services.ts'
import { createSequencer, type Sequencer } from '../../../platform/evidence/sequencer.ts'

/** Keeps the tree growing beside a test that takes long: what cannot be proven for a minute is not done. */
export async function keepEvidence(db: TestDatabase): Promise<Sequencer> {
  const sequencer = createSequencer(testServices({ zone: 'internet', db }))
  await sequencer.start()
  return sequencer
}
