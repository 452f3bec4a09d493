import type { GuideMessages } from './messages.ja.ts'

export const guideMessages: GuideMessages = {
  title: 'Using the API (for developers)',
  home: 'All procedures',
  lead: 'Programs can look up the procedures of this city, check answers, submit applications and follow them. Everything is made from the definitions: the same questions and the same rules as on the pages.',
  files: 'Descriptions for machines',
  openapi: 'OpenAPI 3.1',
  openapiNote: 'Every operation, and the answers of every procedure',
  client: 'TypeScript client',
  clientNote: 'One file, made from the OpenAPI document',
  metadata: 'OAuth metadata',
  metadataNote: 'How to get a token (RFC 8414)',
  readTitle: 'Look up procedures (no registration)',
  read: [
    'Anybody may read the list, search it, and read the answers of a procedure as JSON Schema. Ask with an ETag, and 304 says that nothing has changed.',
  ],
  tokenTitle: 'Get a token',
  token: [
    'The city registers every system that submits. With its client id and secret (or a signed assertion) it gets a token for ten minutes.',
  ],
  validateTitle: 'Check answers',
  validate: ['You get the problems, computed values, fee and deadline. Nothing is kept.'],
  submitTitle: 'Submit an application',
  submit: [
    'Make an Idempotency-Key for each application. The same key with the same body is one application, however often it is sent.',
    'Where a signature is required, sign the exact bytes of the text that the check gives back, and send the signature with its certificate.',
  ],
  statusTitle: 'Follow it',
  status: [
    'You see the applications that you have sent, and no others. The decision is told to the applicant; where the applicant agreed and you said so (resultAgreed), you see the result as well, without its reasons or its letter.',
    'A correction may ask for documents: send the file ahead, and name its fileId in the answer.',
  ],
  webhookTitle: 'Be told what happens (webhooks)',
  webhook: [
    'A message holds the receipt number and what happened (the result of a decision only where the applicant agreed). Check its signature and its time before you use it.',
    'It is sent again for about two days until you answer with 2xx. The same webhook-id is the same message.',
  ],
  versionsTitle: 'What may change',
  versions: [
    'Within /v1 members and operations are added; none is taken away and none changes its meaning. Pass over members that you do not know.',
    'A procedure has a new version with each publication. An application that names another version is refused with 409.',
  ],
  proceduresTitle: 'Answers of each procedure',
  procedureColumn: 'Procedure',
  schemaColumn: 'Answers (JSON Schema)',
  askTitle: 'To register a system',
  ask: (phone) =>
    `Call the city hall (${phone}) and tell the name of the system, the procedures, and how you identify applicants.`,
}
