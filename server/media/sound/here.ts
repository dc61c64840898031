import { loopChannel } from './channel.ts'
import { createSoundHost } from './host.ts'
import type { FromSound, ToSound } from './messages.ts'
import { openSound, type Sound, type SoundSettings } from './sound.ts'

/** Sound in this very process, behind the same port: for tests, and for programs that carry few calls. */
export async function openSoundHere(settings: SoundSettings, onFault?: (fault: Error) => void): Promise<Sound> {
  const host = createSoundHost()
  const [near, far] = loopChannel<ToSound, FromSound>()
  host.attach(far)
  const sound = await openSound(near, settings, onFault).catch(async (fault: unknown) => {
    await host.close()
    throw fault
  })
  return {
    ...sound,
    get legs() {
      return sound.legs
    },
    async close() {
      await sound.close()
      await host.close()
    },
  }
}
