/** Why an XML is not read: where, and what. The caller has the sentence. */
export class XmlBroken extends Error {
  override readonly name = 'XmlBroken'

  constructor(
    readonly code: 'xml-doctype' | 'xml-broken' | 'xml-deep',
    /** Line of the document, from 1. */
    readonly line: number,
  ) {
    super(code)
  }
}
