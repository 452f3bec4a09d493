import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { readExample, readProcedure, type Typed, typedAnswers } from '../../tour/procedures.ts'
import { rootDir } from './city-hall.ts'
import type { Picked } from './resident.ts'

/** What tells two applications of the same kind apart, so that the second is not refused as a repetition. */
const oneself = /^(participants\.0\.givenKana|applicant\.familyKana|owner\.givenKana)$/

/**
 * What is typed to give the answers of an example case. Who applies without a card is somebody new each time; a card
 * says itself who holds it.
 */
export function typedOf(procedureId: string, example: string): Typed {
  const procedure = readProcedure(rootDir, procedureId)
  if (procedure === undefined) throw new Error(`there is no definition of ${procedureId}`)
  const typed = typedAnswers(procedure, readExample(rootDir, procedureId, example))
  if (!procedure.definition.assurance.accepted.includes('contact')) return typed
  const kana = [...randomBytes(6)].map((byte) => 'アイカキクサシタチナニハマミヤラ'.charAt(byte % 16)).join('')
  const values = Object.entries(typed.values).map(([name, value]) => [name, oneself.test(name) ? kana : value] as const)
  return { ...typed, values: Object.fromEntries(values) }
}

/** A photo as a phone makes it. */
export async function samplePhoto(side = 640): Promise<Picked> {
  const buffer = await sharp({
    create: { width: side, height: Math.round(side * 0.75), channels: 3, background: '#37652f' },
  })
    .jpeg()
    .toBuffer()
  return { name: '写真.jpg', mimeType: 'image/jpeg', buffer }
}
