import { AccountLookup } from './account-lookup.ts'
import { AutoSave } from './auto-save.ts'
import { CityMap } from './city-map.ts'
import { CopyText } from './copy-text.ts'
import { ErrorFocus } from './error-focus.ts'
import { InlineCheck } from './inline-check.ts'
import { ListFilter } from './list-filter.ts'
import { LivePicture } from './live-picture.ts'
import { MapPoint } from './map-point.ts'
import { MapShape } from './map-shape.ts'
import { NearMe } from './near-me.ts'
import { PasskeyButton } from './passkey-button.ts'
import { PostcodeLookup } from './postcode-lookup.ts'
import { SessionWarning } from './session-warning.ts'
import { SingleSubmit } from './single-submit.ts'
import { StaffKeys } from './staff-keys.ts'
import { UploadProgress } from './upload-progress.ts'

// The one script of the pages, deferred. Each element works without it; see docs/islands.md.
customElements.define('account-lookup', AccountLookup)
customElements.define('auto-save', AutoSave)
customElements.define('city-map', CityMap)
customElements.define('copy-text', CopyText)
customElements.define('error-focus', ErrorFocus)
customElements.define('inline-check', InlineCheck)
customElements.define('list-filter', ListFilter)
customElements.define('live-picture', LivePicture)
customElements.define('map-point', MapPoint)
customElements.define('map-shape', MapShape)
customElements.define('near-me', NearMe)
customElements.define('passkey-button', PasskeyButton)
customElements.define('postcode-lookup', PostcodeLookup)
customElements.define('session-warning', SessionWarning)
customElements.define('single-submit', SingleSubmit)
customElements.define('staff-keys', StaffKeys)
customElements.define('upload-progress', UploadProgress)
