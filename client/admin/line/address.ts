import type { LineId } from '../../../shared/floor/model.ts'

/** Which part of which line's settings an address shows. */
export interface SettingsPlace {
  readonly line: LineId
  /** Id of the part; empty for the first. */
  readonly part: string
}

/** `#lines/LINE/PART`, `#lines/LINE`; null for addresses of something else. */
export function settingsInHash(hash: string): SettingsPlace | null {
  const found = /^#lines\/([a-z0-9-]+)(?:\/([a-zA-Z]*))?$/.exec(hash)
  return found?.[1] ? { line: found[1], part: found[2] ?? '' } : null
}

/** The address of one part of a line's settings. */
export function settingsHash(line: LineId, part: string): string {
  return `#lines/${line}/${part}`
}
