import type { FieldKind } from '../fields/kind.ts'
import type {
  ComputedValue,
  DecisionTable,
  Field,
  FollowUp,
  Group,
  Page,
  ProcedureDefinition,
  Rule,
} from '../language/definition.ts'
import type { Program } from '../language/expression/value.ts'
import type { Cell } from '../language/table-cells.ts'

/** A definition with every expression turned into a closure. Built once when a version is loaded. */
export interface CompiledModel {
  readonly definition: ProcedureDefinition
  readonly pages: readonly CompiledPage[]
  readonly conditions: ReadonlyMap<string, Program>
  readonly values: ReadonlyMap<string, CompiledValue>
  readonly rules: readonly CompiledRule[]
  readonly feeLines: readonly CompiledFeeLine[]
  readonly calendar: readonly CompiledCalendarRow[]
  readonly checklist: readonly CompiledCheck[]
  readonly followUps: readonly CompiledFollowUp[]
  readonly office: OfficePrograms
}

export interface CompiledPage {
  readonly page: Page
  readonly when?: Program
  readonly groups: readonly CompiledGroup[]
}

export interface CompiledGroup {
  readonly group: Group
  readonly when?: Program
  readonly fields: readonly CompiledField[]
}

export interface CompiledField {
  readonly field: Field
  readonly group: Group
  readonly kind: FieldKind
  readonly when?: Program
  /** `true` and `false` are constant; a program is asked. */
  readonly required: boolean | Program
  readonly min?: number | Program
  readonly max?: number | Program
  /** In the order of the choices; undefined: always open. */
  readonly choices: readonly (Program | undefined)[]
  readonly entries?: Program
  /** Read the same way whatever else was answered: no bounds, no choices or entries that come and go. */
  readonly plain: boolean
}

export interface CompiledValue {
  readonly value: ComputedValue
  readonly run: Program
}

export interface CompiledTable {
  readonly table: DecisionTable
  readonly asOf: Program
  readonly inputs: readonly { readonly name: string; readonly run: Program }[]
  readonly versions: readonly { readonly from: string; readonly rows: readonly CompiledRow[] }[]
}

export interface CompiledRow {
  readonly cells: readonly { readonly input: number; readonly cell: Exclude<Cell, { kind: 'expression' }> | Program }[]
  readonly result: Readonly<Record<string, string | number | boolean>>
}

export interface CompiledRule {
  readonly rule: Rule
  /** Pages from the first to this one hold everything the rule reads and the place it is shown at. */
  readonly lastPage: number
  readonly when?: Program
  readonly must: Program
  readonly compares: readonly { readonly name: string; readonly run: Program }[]
}

export interface CompiledFeeLine {
  readonly id: string
  readonly when?: Program
  readonly amount: Program
  readonly quantity?: Program
  readonly each?: string
  readonly label: NonNullable<ProcedureDefinition['fee']>['lines'][number]['label']
}

export interface CompiledCalendarRow {
  readonly row: NonNullable<ProcedureDefinition['calendar']>[number]
  readonly when?: Program
  readonly due: Program
}

export interface CompiledCheck {
  readonly item: ProcedureDefinition['checklist'][number]
  readonly when?: Program
  readonly passes?: Program
  /** The finding's sentence with its slots computed. */
  readonly finding: Program
}

export interface CompiledFollowUp {
  readonly followUp: FollowUp
  readonly when?: Program
  readonly from?: Program
  readonly until?: Program
  readonly set: readonly { readonly path: string; readonly run: Program }[]
}

export interface CompiledFollow {
  readonly field: string
  readonly run: Program
  /** Fields of the decision that the table reads. */
  readonly reads: readonly string[]
}

export interface OfficePrograms {
  readonly deadlineWhen?: Program
  readonly capacityQuantity?: Program
  readonly capacityMethod?: Program
  readonly capacityPreferred?: Program
  readonly capacityClosesOn?: Program
  readonly capacityPromoteUntil?: Program
  readonly capacityOfferHours?: Program
  readonly duplicateKey?: Program
  readonly routing: readonly { readonly when: Program; readonly section: string }[]
  readonly approvalAmount?: Program
  readonly exports: ReadonlyMap<string, { readonly where?: Program; readonly columns: readonly Program[] }>
  readonly next: readonly (Program | undefined)[]
  /** By outcome: its fields that follow a table. */
  readonly follows: ReadonlyMap<string, readonly CompiledFollow[]>
}
