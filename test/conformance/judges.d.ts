// What is used of programs that bring no types along.
declare module 'rdf-validate-shacl' {
  interface Report {
    readonly conforms: boolean
    readonly results: readonly {
      readonly message: readonly { readonly value: string }[]
      readonly path?: { readonly value: string }
      readonly focusNode?: { readonly value: string }
      readonly severity?: { readonly value: string }
    }[]
  }
  export default class Validator {
    constructor(shapes: unknown)
    validate(data: unknown): Promise<Report>
  }
}
declare module 'n3' {
  export class Parser {
    constructor(options?: { readonly format?: string })
    parse(text: string): unknown[]
  }
  export class Store {
    constructor(quads: unknown[])
    readonly size: number
  }
}
declare module 'jsonld' {
  const jsonld: {
    toRDF(
      document: unknown,
      options: { readonly format: string; readonly documentLoader: (url: string) => never },
    ): Promise<string>
  }
  export default jsonld
}
declare module 'ckan' {
  type Answered = (error: unknown, answer: { readonly success: boolean; readonly result: unknown }) => void
  export class Client {
    constructor(address: string)
    action(name: string, given: unknown, answered: Answered): void
  }
}
