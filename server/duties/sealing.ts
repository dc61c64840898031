import { seal, unseal } from '../voicemail/seal.ts'
import type { Voicemail } from '../voicemail/voicemail.ts'

/** Locks texts so that whoever has the database alone has nothing. */
export interface Sealing {
  /** Why nothing can be sealed or opened now; null when it can. */
  fault(): 'keyMissing' | 'keyUnreadable' | 'keyWrong' | null
  /** Base64, and which key. Throws while there is a fault. */
  seal(id: string, text: string): { readonly sealed: string; readonly mark: string }
  /** Null when it was sealed with another key, as another's, or has been changed. */
  open(id: string, sealed: string): string | null
}

/** With the key of callers' messages (AES-256-GCM): there is one key to look after, and one place that knows how it is. */
export function sealingWith(voicemail: Pick<Voicemail, 'fault' | 'master'>): Sealing {
  const about = (id: string): string => `report ${id}`

  function fault() {
    const why = voicemail.fault()
    return why === 'keyMissing' || why === 'keyUnreadable' || why === 'keyWrong' ? why : null
  }

  return {
    fault,
    seal(id, text) {
      const master = voicemail.master()
      if (!master || fault() !== null) throw new Error('duties: there is no key')
      return { sealed: seal(master.key, about(id), Buffer.from(text)).toString('base64'), mark: master.mark }
    },
    open(id, sealed) {
      const master = voicemail.master()
      return (master && unseal(master.key, about(id), Buffer.from(sealed, 'base64'))?.toString()) ?? null
    },
  }
}
