import { installFromSystem, mayInstall, works } from './system-packages.mjs'

/** Finds GDAL, or installs it from the system's packages when we may. Answers with `words` when it is not there. */
export async function ensureGdal(say) {
  if (works('ogrinfo', ['--version'])) return {}
  if (mayInstall()) {
    say('GDAL is missing; installing it from the packages of the system …')
    await installFromSystem('gdal-bin')
    if (works('ogrinfo', ['--version'])) return {}
  }
  return {
    words:
      'GDAL is missing: what it says of the open data is left out. Install it ("sudo apt-get install gdal-bin") to have it checked.',
  }
}
