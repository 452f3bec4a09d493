import type { KeyRing } from './key-ring.ts'
import type { OpenedIn, SealedFor } from './sealed.ts'

// A test run by the type check alone: each marked line must not compile. When one does, the marker itself is the error.

export function officeCannotOpenWhatIsSealedForMyNumber(keys: KeyRing<'office'>, sealed: SealedFor<'mynumber'>) {
  // @ts-expect-error the office's ring opens the office's seals only
  return keys.openSealed('yanai', sealed)
}

export function theInternetZoneCannotMakeAnOpenedMyNumber(plain: Buffer): OpenedIn<'mynumber'> {
  // @ts-expect-error plain bytes are not what the my-number zone opened
  return plain
}

export function openedElsewhereIsNotOpenedHere(opened: OpenedIn<'office'>): OpenedIn<'mynumber'> {
  // @ts-expect-error opened in the office is not opened in the my-number zone
  return opened
}

export function plainBytesAreNotSealed(plain: Buffer): SealedFor<'office'> {
  // @ts-expect-error something has to have sealed them
  return plain
}

export function sealedForOneZoneIsNotForAnother(keys: KeyRing<'internet'>): SealedFor<'office'> {
  // @ts-expect-error sealed to the my-number zone
  return keys.sealTo('mynumber', 'yanai', Buffer.from('x'))
}

export function theRightZoneCompiles(keys: KeyRing<'mynumber'>, sealed: SealedFor<'mynumber'>): OpenedIn<'mynumber'> {
  return keys.openSealed('yanai', sealed)
}
