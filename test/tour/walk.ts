import { BrokenPromise, type UploadedFile } from './browser.ts'
import { readExample, readProcedure, typedAnswers } from './procedures.ts'
import { Resident } from './resident.ts'
import type { StaffMember } from './staff.ts'
import type { Steps } from './steps.ts'
import type { Story } from './stories.ts'

export interface Places {
  readonly rootDir: string
  readonly portal: string
  readonly photo: UploadedFile
  staff(number: string): StaffMember
}

/** One application the whole way, as the people who do it. */
export async function walk(story: Story, places: Places, step: Steps): Promise<void> {
  const procedure = readProcedure(places.rootDir, story.procedure)
  if (procedure === undefined) throw new BrokenPromise(`there is no definition of ${story.procedure}`)
  const card = story.card === undefined ? null : { id: story.card, pin: '1234', password: 'ABC123' }
  const resident = new Resident(places.portal, card, story.email ?? null, places.photo)
  const clerk = places.staff(story.clerk)

  await step(`「${story.word}」でさがし、手続きのページを開く`, () => resident.search(story.word, story.procedure))
  await step('本人を確かめ、申請をはじめる', () => resident.begin(story.procedure))
  await step('すべてのページを入力する', () =>
    resident.fill(typedAnswers(procedure, readExample(places.rootDir, story.procedure, story.example))),
  )
  const { receiptNumber, application } = await step(
    story.card && procedure.definition.assurance.signature === 'required' ? '署名して提出する' : '提出する',
    () => resident.submit(),
  )
  await step('控えのPDFを保存する', async () => {
    const copy = await resident.browser.open(`${places.portal}${application}/copy.pdf`)
    step.keepPdf(`${story.procedure}-copy`, copy.bytes)
  })
  await step(`職員が ${receiptNumber} を受け取り、担当する`, async () => {
    await clerk.openCase(receiptNumber)
    await clerk.take()
  })
  const { correction } = story
  if (correction !== undefined) {
    await step('補正を依頼する', () => clerk.askForCorrection(correction.path, correction.reason))
    await step('申請した人が、その項目だけを直す', () =>
      resident.correct(application, correction.reason, correction.typed),
    )
    await step('直した内容が庁内に届く', () => clerk.waitFor(receiptNumber, '審査中'))
  }
  await step('確かめることに印をつける', async () => {
    await clerk.openCase(receiptNumber)
    await clerk.check()
  })
  if (story.fee !== undefined) {
    const fee = story.fee
    await step('納付を記録する', () => clerk.recordPayment(fee, receiptNumber))
  }
  await step('起案する', () => clerk.propose(story.outcome, story.fields, story.grounds))
  for (const { who, act, comment } of story.acts) {
    await step(`${who} が処理する（${act}）`, () => places.staff(who).act(story.title, act, comment ?? ''))
    if (act === 'send-back') {
      await step('差し戻された起案を、もう一度回す', async () => {
        await clerk.openCase(receiptNumber)
        await clerk.propose(story.outcome, story.fields, story.grounds)
      })
    }
  }
  if (story.delivery !== 'portal')
    await step('通知書を発送の一覧で処理する', () =>
      clerk.deliver(receiptNumber, story.delivery === 'post' ? 'sent' : 'handed-over', (pdf) =>
        step.keepPdf(`${story.procedure}-letter`, pdf),
      ),
    )
  if (story.delivery === 'portal') {
    await step('結果と通知書を受信箱で開く', async () => {
      const letter = await resident.openLetter(application, story.result)
      step.keepPdf(`${story.procedure}-letter`, letter.bytes)
    })
  } else {
    await step('結果を受信箱で読む', () => resident.readResult(application, story.result))
  }
}
