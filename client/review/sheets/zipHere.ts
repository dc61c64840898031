import { strToU8, zipSync } from 'fflate/browser'

/**
 * Stands in for `fflate` in the browser (vite.config.ts). Of large files fflate makes a thread out of a text, which our pages forbid and
 * which then never answers; so all is packed where it is asked for.
 */
export function zip(files: Record<string, Uint8Array>, done: (error: Error | null, packed: Uint8Array | null) => void): void {
  try {
    done(null, zipSync(files))
  } catch (error) {
    done(error as Error, null)
  }
}

export { strToU8, zipSync }
