import type { FieldType } from '../definition.ts'
import type { Reporter } from '../findings.ts'
import { nearest } from '../nearest.ts'
import { namesNumberLaw } from '../number-law.ts'
import { patternNames } from '../patterns.ts'
import type { FieldPlace, Model } from './model.ts'

const needs: Partial<Record<FieldType, 'choices' | 'register' | 'consent'>> = {
  choice: 'choices',
  'multi-choice': 'choices',
  'register-choice': 'register',
  consent: 'consent',
}

const strong = ['jpki-auth', 'jpki-sign']

/** What a field of its type has to bring, and what the law asks of the procedure because of it. */
export function checkFields(model: Model, report: Reporter): void {
  const { definition } = model
  for (const place of model.places) checkField(place, model, report)
  const { accepted, signature } = definition.assurance
  if (signature === 'required') {
    for (const word of accepted.filter((x) => x !== 'jpki-sign' && x !== 'jpki-auth' && x !== 'gbiz-prime')) {
      report.error(['assurance', 'accepted'], 'assurance-floor', `署名が要る手続では、本人確認「${word}」は弱すぎます`)
    }
  }
}

function checkField({ field, where, path }: FieldPlace, { definition }: Model, report: Reporter): void {
  const need = needs[field.type]
  if (need !== undefined && field[need] === undefined) {
    report.error(where(), 'field-needs', `項目「${path}」（${field.type}）には「${need}」を書いてください`)
  }
  if (field.pattern !== undefined && !patternNames.includes(field.pattern)) {
    const near = nearest(field.pattern, patternNames)
    report.error(
      where('pattern'),
      'unknown-pattern',
      `形「${field.pattern}」はありません${near ? `。「${near}」のことですか` : `（${patternNames.join('・')}）`}`,
    )
  }
  if (field.shapes !== undefined && field.type !== 'map-shape')
    report.error(where('shapes'), 'field-needs', `「shapes」は map-shape の項目だけに書けます（${path}）`)
  if (field.minLength !== undefined && field.maxLength !== undefined && field.minLength > field.maxLength) {
    report.error(where('minLength'), 'field-bounds', `項目「${path}」の minLength が maxLength より大きくなっています`)
  }
  if (typeof field.min === 'number' && typeof field.max === 'number' && field.min > field.max) {
    report.error(where('min'), 'field-bounds', `項目「${path}」の min が max より大きくなっています`)
  }
  if (field.type === 'individual-number') checkIndividualNumber({ field, where, path }, definition, report)
  if (field.type === 'account' && definition.assurance.accepted.some((x) => x === 'none' || x === 'contact')) {
    report.error(where(), 'assurance-floor', '口座を聞く手続では、本人確認に none・contact は使えません')
  }
}

function checkIndividualNumber(
  { where }: Pick<FieldPlace, 'field' | 'where' | 'path'>,
  definition: Model['definition'],
  report: Reporter,
): void {
  if (!namesNumberLaw(definition.legalBasis)) {
    report.error(where(), 'number-basis', '個人番号を聞くには、根拠（番号法の条項）を legalBasis に書いてください')
  }
  for (const word of definition.assurance.accepted.filter((x) => !strong.includes(x))) {
    report.error(
      where(),
      'assurance-floor',
      `個人番号を聞く手続では、本人確認「${word}」は弱すぎます。jpki-auth か jpki-sign にしてください`,
    )
  }
}
