import type { Zone } from '../zone.ts'

declare const sealedFor: unique symbol
declare const openedIn: unique symbol

/**
 * Bytes that only one zone can open. A type of its own, so that a function of the office that is handed something
 * sealed for the my-number zone does not compile.
 */
export type SealedFor<Z extends Zone> = Buffer & { readonly [sealedFor]: Z }

/**
 * What was inside, in the only zone that could open it. 個人番号 reach code as `OpenedIn<'mynumber'>` and nothing else,
 * so that code of another zone can neither make nor take one.
 */
export type OpenedIn<Z extends Zone> = Buffer & { readonly [openedIn]: Z }

/** Marks bytes that came out of a column or a message as sealed for `zone`. Opening still proves it. */
export function asSealedFor<Z extends Zone>(_zone: Z, bytes: Uint8Array): SealedFor<Z> {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as SealedFor<Z>
}
