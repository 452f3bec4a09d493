import { paperFilers } from '../../paper/index.ts'
import type { CompiledProcedure, FilerKind, ProcedureDefinition } from '../../procedures/index.ts'
import { paperMessages as messages } from './messages.ja.ts'

/** Whom a clerk chose as the one who files; where only one kind may, there is nothing to choose. */
export function chosenFiler(definition: Pick<ProcedureDefinition, 'filers'>, typed: string): FilerKind | undefined {
  const able = paperFilers(definition).map(({ kind }) => kind)
  return typed === '' && able.length === 1 ? able[0] : able.find((kind) => kind === typed)
}

/** Every kind that files for one of these on paper, in the order of the words; none is chosen beforehand. */
export function filerOptions(
  procedures: readonly CompiledProcedure[],
): readonly { readonly value: FilerKind; readonly label: string }[] {
  const able = new Set(procedures.flatMap(({ definition }) => paperFilers(definition).map(({ kind }) => kind)))
  return (Object.entries(messages.filers) as [FilerKind, string][])
    .filter(([kind]) => able.has(kind))
    .map(([value, label]) => ({ value, label }))
}
